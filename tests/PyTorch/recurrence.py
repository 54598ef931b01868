"""Recurrence.

NetGen keeps the gates, in PyTorch's order, as an index of its own: W [gates, inputs, units], U [gates, units, units],
b [gates, units]; PyTorch stacks them as rows: [gates·units, inputs]. Of PyTorch's two biases NetGen has the sum.
"""

import torch
import torch.nn as nn
from harness import layer, sum_squared
from sequences import FEATURES, LENGTHS, TIME, of_lengths, of_steps
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

GATES = {"RNN": 1, "LSTM": 4, "GRU": 3}
UNITS = 3
MODULES = {"RNN": nn.RNN, "LSTM": nn.LSTM, "GRU": nn.GRU}


def rows(weights):
    """[gates, inputs, units] as [gates·units, inputs], and [inputs, units] as [units, inputs]."""
    return weights.mT.flatten(0, -2)


def flat(kind, parameters):
    """PyTorch's parameters of one layer: of each direction both weights and both biases."""
    each = 4 if kind == "GRU" else 3
    given = []
    for start in range(0, len(parameters), each):
        w, u, b, *d = parameters[start : start + each]
        # the candidate's recurrent bias d stays behind the reset gate
        recurrent_bias = torch.cat([torch.zeros_like(b[:2]), d[0][None]]) if d else torch.zeros_like(b)
        given += [rows(w), rows(u), b.flatten(), recurrent_bias.flatten()]
    return given


def run(kind, x, parameters, lengths=None, **options):
    """All states [samples, time, units], and the last of each direction [samples, directions·units]."""
    given = flat(kind, parameters)
    module = MODULES[kind](x.shape[-1], given[1].shape[1], batch_first=True, dtype=torch.double, **options)
    # what forward uses; functional_call would leave it as it is
    module._flat_weights = given
    if lengths is not None:
        x = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    states, last = module(x)
    if lengths is not None:
        states, _ = pad_packed_sequence(states, batch_first=True, total_length=TIME)
    last = last[0] if kind == "LSTM" else last
    return states, torch.cat(list(last), -1)


def shapes(kind, directions=1):
    """The parameters' shapes by role, in NetGen's order."""
    gates = (GATES[kind],) if kind != "RNN" else ()
    one = {
        "InputWeights": (*gates, FEATURES, UNITS),
        "RecurrentWeights": (*gates, UNITS, UNITS),
        "Bias": (*gates, UNITS),
        **({"RecurrentBias": (UNITS,)} if kind == "GRU" else {}),
    }
    return one if directions == 1 else one | {f"Backward{role}": shape for role, shape in one.items()}


def recurrent(kind, variant, arguments, pick, directions=1, **options):
    layer(
        f"{kind}{variant}",
        f"{kind}({UNITS}{arguments})",
        (TIME, FEATURES),
        lambda x, *parameters: pick(*run(kind, x, parameters, **options)),
        shapes(kind, directions),
    )


def recurrent_of_lengths(kind, variant, arguments, pick, directions=1, loss=sum_squared, **options):
    of_lengths(
        kind,
        variant,
        f"({UNITS}{arguments})",
        shapes(kind, directions),
        lambda x, *parameters: pick(*run(kind, x, parameters, LENGTHS, **options)),
        loss=loss,
    )


def last_of(states, last):
    return last


def all_of(states, last):
    return states


for kind in GATES:
    recurrent(kind, "", "", last_of)
    recurrent(kind, ".sequences", ", ReturnSequences = true", all_of)
    recurrent(kind, ".bidirectional", ", Bidirectional = true, ReturnSequences = true", all_of, 2, bidirectional=True)
    recurrent_of_lengths(kind, ".lengths", "", last_of)
    recurrent_of_lengths(kind, ".lengthsBidirectional", ", Bidirectional = true", last_of, 2, bidirectional=True)

recurrent_of_lengths("LSTM", ".lengthsSequences", ", Bidirectional = true, ReturnSequences = true", all_of, 2, of_steps,
                     bidirectional=True)
recurrent("LSTM", ".bidirectionalLast", ", Bidirectional = true", last_of, 2, bidirectional=True)
recurrent("RNN", ".ReLU", ", Activation = RecurrentActivation.ReLU", last_of, nonlinearity="relu")
layer(
    "RNN.backward",
    f"RNN({UNITS}, Backward = true, ReturnSequences = true)",
    (TIME, FEATURES),
    lambda x, *parameters: run("RNN", x.flip(1), parameters)[0].flip(1),
    shapes("RNN"),
)


def reset_before(x, w, u, b):
    """As first published; PyTorch's own GRU resets behind the weights alone."""
    h = torch.zeros(len(x), UNITS, dtype=torch.double)
    for step in x.unbind(1):
        r, z = ((step @ w[k] + b[k] + h @ u[k]).sigmoid() for k in range(2))
        n = (step @ w[2] + b[2] + (r * h) @ u[2]).tanh()
        h = (1 - z) * n + z * h
    return h


without = {role: shape for role, shape in shapes("GRU").items() if role != "RecurrentBias"}
layer("GRU.resetBefore", f"GRU({UNITS}, ResetAfter = false)", (TIME, FEATURES), reset_before, without)
