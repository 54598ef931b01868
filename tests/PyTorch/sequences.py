"""Sequences of different lengths: what their fixtures have in common, and the pools over them."""

import torch
from harness import network, numbers

TIME, FEATURES = 4, 2
LENGTHS = [TIME, 1, 2]
BEYOND = torch.arange(TIME) >= torch.tensor(LENGTHS)[:, None]


def ragged(chance, samples, row):
    """Rows of sequences of different lengths: the length, and TIME steps of which the last do not count."""
    lengths = torch.tensor(LENGTHS, dtype=torch.double)[:, None]
    return torch.cat([lengths, numbers(chance, samples, row - 1)], -1)


def of_steps(y, t):
    """The sum of squares over the steps that a sample has."""
    return (y - t).square().masked_fill(BEYOND[..., None], 0).sum() / len(y)


def of_lengths(kind, variant, arguments, parameters, forward, features=FEATURES, **others):
    """Sequences of different lengths, behind a Dense layer of every step.

    forward     (x, *parameters) → y
    """
    own = {f"{kind}1{role}": shape for role, shape in parameters.items()}
    network(
        f"{kind}{variant}",
        f"[Network({TIME}, {features}, VariableLength = true)] [Dense({features}, Bias = false)] "
        f"[{kind}{arguments}] [SumSquaredError]",
        [1 + TIME * features],
        {"Dense1Weights": (features, features), **own},
        lambda x, p, _: forward(
            x[:, 1:].reshape(-1, TIME, features) @ p["Dense1Weights"], *[p[name] for name in own]
        ),
        inputs=ragged,
        **others,
    )


of_lengths("GlobalAveragePool", ".lengths", "", {},
           lambda x: x.masked_fill(BEYOND[..., None], 0).sum(1) / torch.tensor(LENGTHS)[:, None])
of_lengths("GlobalMaxPool", ".lengths", "", {}, lambda x: x.masked_fill(BEYOND[..., None], -torch.inf).amax(1))
