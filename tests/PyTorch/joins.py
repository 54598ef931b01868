"""Networks of branches: joins, several inputs, several losses with weights."""

import torch
import torch.nn.functional as F
from dense import dense
from harness import network

BRANCHES = "[Network(3)] [Dense(4, Name = \"Left\"), Tanh(Name = \"A\")] [Dense(4, From = \"Input\", Name = \"Right\")] "
PARAMETERS = {"LeftWeights": (3, 4), "LeftBias": (4,), "RightWeights": (3, 4), "RightBias": (4,)}


def branches(x, p):
    """The tensors called A and Right."""
    return dense(x, p["LeftWeights"], p["LeftBias"]).tanh(), dense(x, p["RightWeights"], p["RightBias"])


def join(kind, names, combine):
    network(
        kind,
        f"{BRANCHES}[{kind}({names})] [SumSquaredError]",
        [3],
        PARAMETERS,
        lambda x, p, _: combine(*branches(x, p)),
    )


join("Add", '"A", "Right", "A"', lambda a, right: a + right + a)
join("Multiply", '"A", "Right"', lambda a, right: a * right)
join("Concat", '"Right", "A"', lambda a, right: torch.cat([right, a], -1))

network(
    "Input",
    '[Network(3)] [Dense(4)] [Input(2, Name = "Side")] [Dense(4, From = "Side")] [Multiply("Dense1", "Dense2")] '
    "[SumSquaredError]",
    [5],
    {"Dense1Weights": (3, 4), "Dense1Bias": (4,), "Dense2Weights": (2, 4), "Dense2Bias": (4,)},
    lambda x, p, _: dense(x[:, :3], p["Dense1Weights"], p["Dense1Bias"])
    * dense(x[:, 3:], p["Dense2Weights"], p["Dense2Bias"]),
)
network(
    "Input.outputs",
    BRANCHES + '[MeanSquaredError(From = "A", Weight = 0.5), Huber(From = "Right", Weight = 2)]',
    [3],
    PARAMETERS,
    lambda x, p, _: torch.cat(branches(x, p), -1),
    loss=lambda y, t: 0.5 * F.mse_loss(y[:, :4], t[:, :4]) + 2 * F.huber_loss(y[:, 4:], t[:, 4:]),
)
