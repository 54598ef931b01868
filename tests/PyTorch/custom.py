"""What a class defines itself: activations and losses as methods, layers as equations."""

import torch
import torch.nn.functional as F
from dense import dense
from harness import layer, network

layer("Activation", 'Activation("Swish")', (8,), F.silu,
      methods="private static double Swish(double x) => x / (1 + Math.Exp(-x));")


def pinball(y, t):
    """The loss of a quantile of 0.75 (Koenker and Bassett, 1978)."""
    return torch.where(t > y, 0.75 * (t - y), 0.25 * (y - t)).mean()


network(
    "Loss",
    '[Network(3)] [Dense(4)] [Loss("Pinball")]',
    [3],
    {"Dense1Weights": (3, 4), "Dense1Bias": (4,)},
    lambda x, p, _: dense(x, p["Dense1Weights"], p["Dense1Bias"]),
    loss=pinball,
    methods="private static float Pinball(float y, float t) => t > y ? 0.75f * (t - y) : 0.25f * (y - t);",
)


def equation(variant, texts, shape, forward, parameters):
    quoted = ", ".join(f'"{text}"' for text in texts)
    layer(f"Equation{variant}", f"Equation({quoted})", shape, forward, parameters)


equation("", ["y[o] = relu(sum(i, x[i] * w[i,o]) + b[o])", "o = 3", "w ~ HeNormal", "b ~ Zeros"], (4,),
         lambda x, w, b: dense(x, w, b).relu(), {"W": (4, 3), "B": (3,)})
equation(".convolution",
         ["y[t,o] = sum(i, c, x[2*t + i - 1, c] * k[i,c,o])", "t = 3, o = 2, i = 3; k ~ HeNormal; x = 0 outside"], (6, 2),
         lambda x, k: F.conv1d(x.mT, k.permute(2, 1, 0), stride=2, padding=1).mT, {"K": (3, 2, 2)})
