"""Recurrence, embeddings and attention.

NetGen keeps the gates, in PyTorch's order, as an index of its own: W [gates, inputs, units], U [gates, units, units],
b [gates, units]; PyTorch stacks them as rows: [gates·units, inputs]. Of PyTorch's two biases NetGen has the sum.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from harness import layer, network, numbers
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from torch.nn.utils.stateless import functional_call

GATES = {"RNN": 1, "LSTM": 4, "GRU": 3}
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


TIME, FEATURES, UNITS = 4, 2, 3


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


def ragged(chance, samples, row):
    """Rows of sequences of different lengths: the length, and TIME steps of which the last do not count."""
    lengths = torch.tensor([[TIME], [1], [2]], dtype=torch.double)
    return torch.cat([lengths, numbers(chance, samples, row - 1)], -1)


def of_lengths(kind, variant, arguments, pick, directions=1, **options):
    """Variable lengths, behind a Dense layer of every step; the last state goes to the loss."""
    network(
        f"{kind}{variant}",
        f"[Network({TIME}, {FEATURES}, VariableLength = true)] [Dense({FEATURES}, Bias = false)] "
        f"[{kind}({UNITS}{arguments})] [SumSquaredError]",
        [1 + TIME * FEATURES],
        {
            "Dense1Weights": (FEATURES, FEATURES),
            **{f"{kind}1{role}": shape for role, shape in shapes(kind, directions).items()},
        },
        lambda x, p, _: pick(
            *run(
                kind,
                x[:, 1:].reshape(-1, TIME, FEATURES) @ p["Dense1Weights"],
                [p[f"{kind}1{role}"] for role in shapes(kind, directions)],
                lengths=x[:, 0].long(),
                **options,
            )
        ),
        inputs=ragged,
    )


def last_of(states, last):
    return last


def all_of(states, last):
    return states


for kind in GATES:
    recurrent(kind, "", "", last_of)
    recurrent(kind, ".sequences", ", ReturnSequences = true", all_of)
    recurrent(kind, ".bidirectional", ", Bidirectional = true, ReturnSequences = true", all_of, 2, bidirectional=True)
    of_lengths(kind, ".lengths", "", last_of)
    of_lengths(kind, ".lengthsBidirectional", ", Bidirectional = true", last_of, 2, bidirectional=True)

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


network(
    "Embedding",
    "[Network(5, Vocabulary = 4)] [Embedding(3)] [SumSquaredError]",
    [5],
    {"Embedding1Weights": (4, 3)},
    lambda x, p, _: F.embedding(x.long(), p["Embedding1Weights"]),
    inputs=lambda chance, *shape: torch.tensor(
        [[chance.randrange(4) for _ in range(shape[1])] for _ in range(shape[0])], dtype=torch.double
    ),
)


def sinusoids(time, features):
    """As PyTorch's tutorial on transformers has it."""
    t = torch.arange(time, dtype=torch.double)[:, None]
    f = torch.arange(features)
    angles = t * torch.exp(-torch.log(torch.tensor(1e4, dtype=torch.double)) * (f - f % 2) / features)
    return torch.where(f % 2 == 0, angles.sin(), angles.cos())


layer("PositionalEncoding", "PositionalEncoding", (4, 5), lambda x: x + sinusoids(4, 5))
layer("PositionalEncoding.learned", "PositionalEncoding(Learned = true)", (4, 3), lambda x, p: x + p,
      {"Weights": (4, 3)})


def attention(x, heads, w, b, o, c, mask=None, hidden=None):
    """W [3, features, heads, size] and O [heads, size, features]; PyTorch's have rows of heads·size outputs."""
    features = x.shape[-1]
    module = nn.MultiheadAttention(features, heads, batch_first=True, dtype=torch.double)
    given = {
        "in_proj_weight": w.flatten(2).mT.flatten(0, 1),
        "in_proj_bias": b.flatten(),
        "out_proj.weight": o.flatten(0, 1).mT,
        "out_proj.bias": c,
    }
    options = {"attn_mask": mask, "key_padding_mask": hidden, "need_weights": False}
    return functional_call(module, given, (x, x, x), options)[0]


def attentions(variant, arguments, heads, mask=None):
    features = 4
    layer(
        f"SelfAttention{variant}",
        f"SelfAttention({heads}{arguments})",
        (TIME, features),
        lambda x, *parameters: attention(x, heads, *parameters, mask=mask),
        {
            "InputWeights": (3, features, heads, features // heads),
            "InputBias": (3, heads, features // heads),
            "OutputWeights": (heads, features // heads, features),
            "OutputBias": (features,),
        },
    )


future = torch.ones(TIME, TIME, dtype=torch.bool).triu(1)
attentions("", "", 2)
attentions(".causal", ", Causal = true", 1, future)
