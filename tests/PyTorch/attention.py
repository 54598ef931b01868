"""Embeddings, positions and attention."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from harness import layer, network
from sequences import BEYOND, TIME, of_lengths, of_steps
from torch.nn.utils.stateless import functional_call

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


FEATURES = 4


def attention_shapes(heads):
    size = FEATURES // heads
    return {
        "InputWeights": (3, FEATURES, heads, size),
        "InputBias": (3, heads, size),
        "OutputWeights": (heads, size, FEATURES),
        "OutputBias": (FEATURES,),
    }


future = torch.ones(TIME, TIME, dtype=torch.bool).triu(1)
for variant, heads, arguments, mask in [("", 2, "", None), (".causal", 1, ", Causal = true", future)]:
    layer(
        f"SelfAttention{variant}",
        f"SelfAttention({heads}{arguments})",
        (TIME, FEATURES),
        lambda x, *parameters, heads=heads, mask=mask: attention(x, heads, *parameters, mask=mask),
        attention_shapes(heads),
    )

of_lengths("SelfAttention", ".lengths", "(2)", attention_shapes(2),
           lambda x, *parameters: attention(x, 2, *parameters, hidden=BEYOND), FEATURES, loss=of_steps)
