"""Dense, its penalties, shared parameters and steps of a sequence."""

import torch.nn.functional as F
from harness import network


def dense(x, weights, bias=None):
    """Weights are [inputs, outputs]; PyTorch's are [outputs, inputs]."""
    return F.linear(x, weights.T, bias)


network(
    "Dense",
    "[Network(3)] [Dense(4), Tanh] [Dense(5)] [SumSquaredError]",
    [3],
    {"Dense1Weights": (3, 4), "Dense1Bias": (4,), "Dense2Weights": (4, 5), "Dense2Bias": (5,)},
    lambda x, p, _: dense(
        dense(x, p["Dense1Weights"], p["Dense1Bias"]).tanh(), p["Dense2Weights"], p["Dense2Bias"]
    ),
)
network(
    "Dense.sequence",
    "[Network(4, 3)] [Dense(2)] [SumSquaredError]",
    [4, 3],
    {"Dense1Weights": (3, 2), "Dense1Bias": (2,)},
    lambda x, p, _: dense(x, p["Dense1Weights"], p["Dense1Bias"]),
)
network(
    "Dense.penalties",
    "[Network(3)] [Dense(4, L1 = 0.25, L2 = 0.5), Tanh] [Dense(2, L2 = 0.125)] [SumSquaredError]",
    [3],
    {"Dense1Weights": (3, 4), "Dense1Bias": (4,), "Dense2Weights": (4, 2), "Dense2Bias": (2,)},
    lambda x, p, _: dense(
        dense(x, p["Dense1Weights"], p["Dense1Bias"]).tanh(), p["Dense2Weights"], p["Dense2Bias"]
    ),
    penalty=lambda p: 0.25 * p["Dense1Weights"].abs().sum()
    + 0.5 * p["Dense1Weights"].square().sum()
    + 0.125 * p["Dense2Weights"].square().sum(),
)
network(
    "Dense.shared",
    "[Network(4)] [Dense(4), Tanh] [Dense(4, Share = \"Dense1\")] [SumSquaredError]",
    [4],
    {"Dense1Weights": (4, 4), "Dense1Bias": (4,)},
    lambda x, p, _: dense(
        dense(x, p["Dense1Weights"], p["Dense1Bias"]).tanh(), p["Dense1Weights"], p["Dense1Bias"]
    ),
)
