"""The losses, behind Dense and the activation they ask for."""

import functools

import torch
import torch.nn.functional as F
from dense import dense
from harness import SAMPLES, distributions, network, numbers, sum_squared

PARAMETERS = {"Dense1Weights": (3, 4), "Dense1Bias": (4,)}
probabilities = functools.partial(numbers, low=0.0)


def labels(chance, *shape):
    """A class for every row of that shape."""
    count = torch.Size(shape[:-1]).numel()
    return torch.tensor([chance.randrange(shape[-1]) for _ in range(count)]).reshape(shape[:-1])


def behind(title, activation, attribute, loss, targets=numbers):
    step = {"Softmax": F.softmax, "LogSoftmax": F.log_softmax}.get(activation)

    def forward(x, p, training):
        z = dense(x, p["Dense1Weights"], p["Dense1Bias"])
        return step(z, -1) if step else z.sigmoid() if activation == "Sigmoid" else z

    declaration = f"[Network(3)] [Dense(4), {activation}] [{attribute}]"
    network(title, declaration, [3], PARAMETERS, forward, loss=loss, targets=targets)


def cross_entropy(p, t):
    """PyTorch's takes logits; those of probabilities are their logarithms."""
    return F.cross_entropy(p.log(), t)


behind("MeanSquaredError", "Linear", "MeanSquaredError", F.mse_loss)
behind("SumSquaredError", "Linear", "SumSquaredError", sum_squared)
behind("MeanAbsoluteError", "Linear", "MeanAbsoluteError", F.l1_loss)
behind("Huber", "Linear", "Huber", F.huber_loss)
behind("Huber.delta", "Linear", "Huber(0.25)", functools.partial(F.huber_loss, delta=0.25))
behind("BinaryCrossEntropy", "Sigmoid", "BinaryCrossEntropy",
       lambda y, t: F.binary_cross_entropy(y, t, reduction="sum") / SAMPLES, probabilities)
behind("CrossEntropy", "Softmax", "CrossEntropy", cross_entropy, distributions)
behind("CrossEntropy.labels", "Softmax", "CrossEntropy", cross_entropy, labels)
behind("CrossEntropy.logarithms", "LogSoftmax", "CrossEntropy", F.cross_entropy, distributions)
behind("CrossEntropy.logarithmsLabels", "LogSoftmax", "CrossEntropy", F.nll_loss, labels)

for title, targets in [("CrossEntropy.positions", distributions), ("CrossEntropy.positionsLabels", labels)]:
    network(
        title,
        "[Network(2, 3)] [Dense(4), Softmax] [CrossEntropy]",
        [2, 3],
        PARAMETERS,
        lambda x, p, _: F.softmax(dense(x, p["Dense1Weights"], p["Dense1Bias"]), -1),
        loss=lambda p, t: cross_entropy(p.flatten(0, 1), t.flatten(0, 1)),
        targets=targets,
    )
