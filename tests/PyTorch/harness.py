"""What a fixture is: a declaration in C#, numbers to run it on, and what PyTorch computes from them in double precision.

Parameters are leaves in NetGen's layout, which a fixture's function maps to PyTorch's: so autograd gives the gradients
in NetGen's layout too. All numbers drawn are multiples of 1/64, which single precision has exactly.
"""

import random

import torch
import torch.nn.functional as F

FIXTURES = {}
SAMPLES = 3


def numbers(chance, *shape, low=-1.0, high=1.0):
    """A tensor of multiples of 1/64."""
    count = torch.Size(shape).numel()
    drawn = [chance.randint(round(64 * low), round(64 * high)) / 64 for _ in range(count)]
    return torch.tensor(drawn, dtype=torch.double).reshape(shape)


def distributions(chance, *shape):
    """Numbers that sum to 1 over the last index, by 64ths."""
    rows = []
    for _ in range(torch.Size(shape[:-1]).numel()):
        cuts = sorted(chance.randint(0, 64) for _ in range(shape[-1] - 1))
        rows.append([(b - a) / 64 for a, b in zip([0] + cuts, cuts + [64])])
    return torch.tensor(rows, dtype=torch.double).reshape(shape)


def sum_squared(y, t):
    return F.mse_loss(y, t, reduction="sum") / SAMPLES


def network(title, declaration, row, parameters, forward, *, states=None, loss=sum_squared, inputs=numbers,
            targets=numbers, penalty=lambda p: torch.tensor(0.0), methods=""):
    """A fixture called Entry or Entry.variant.

    row         a sample's shape of inputs
    parameters  shapes by name, in NetGen's layout and order
    states      likewise of running statistics, each with the bounds of its numbers: (shape, low, high)
    forward     (x, p, training) → y: [samples, …]; p holds parameters and states by name, and states are to be
                overwritten in training
    loss        (y, t) → number
    targets     (chance, *shape) → the targets of outputs of that shape; or integers: labels
    methods     of the class, in C#
    """
    if title in FIXTURES:
        raise ValueError(f"two fixtures called {title}")
    chance = random.Random(title)
    x = inputs(chance, SAMPLES, *row)
    given = {name: numbers(chance, *shape).requires_grad_() for name, shape in parameters.items()}
    running = {name: numbers(chance, *shape, low=low, high=high) for name, (shape, low, high) in (states or {}).items()}
    y = forward(x, {**given, **running}, False)
    t = targets(chance, *y.shape)

    after = {name: state.clone() for name, state in running.items()}
    training = loss(forward(x, {**given, **after}, True), t)
    gradients = torch.autograd.grad(training + penalty(given), list(given.values()))

    FIXTURES[title] = {
        "declaration": declaration,
        **({"methods": methods} if methods else {}),
        "inputs": x,
        "labels" if t.dtype == torch.int64 else "targets": t,
        "parameters": given,
        "states": running,
        "outputs": y,
        "loss": loss(y, t),
        "penalty": penalty(given),
        "trainingLoss": training,
        "statesAfter": after,
        "gradients": dict(zip(given, gradients)),
    }


def layer(title, attribute, shape, forward, parameters=None, states=None, **others):
    """A fixture of one layer behind a Dense layer, whose gradient is then the layer's gradient by its inputs.

    forward     (x, *parameters) → y, or with states (x, *parameters, *states, training) → y
    others      what else network takes
    """
    kind = title.split(".")[0]
    size = torch.Size(shape).numel()
    own = {f"{kind}1{role}": extents for role, extents in (parameters or {}).items()}
    kept = {f"{kind}1{role}": bounds for role, bounds in (states or {}).items()}
    extents = ", ".join(map(str, shape))

    def whole(x, p, training):
        before = F.linear(x, p["Dense1Weights"].T).reshape(-1, *shape)
        given = [p[name] for name in [*own, *kept]]
        return forward(before, *given, training) if kept else forward(before, *given)

    network(
        title,
        f"[Network(2)] [Dense({size}, Bias = false)] "
        + (f"[Reshape({extents})] " if len(shape) > 1 else "")
        + f"[{attribute}] [SumSquaredError]",
        [2],
        {"Dense1Weights": (2, size), **own},
        whole,
        states=kept,
        **others,
    )
