"""The activations, behind Dense: eight numbers a sample on both sides of every kink."""

import torch
import torch.nn.functional as F
from harness import layer, numbers


def wide(chance, *shape):
    """Numbers that reach beyond ±3, where HardSigmoid is cut off."""
    return numbers(chance, *shape, low=-4, high=4)



def hard_sigmoid(x):
    """F.hardsigmoid, whose slope is 1/6 in single precision even of doubles (PyTorch 1.13)."""
    return F.hardtanh(x / 6 + 0.5, 0, 1)


for title, attribute, function in [
    ("Linear", "Linear", lambda x: x),
    ("ReLU", "ReLU", F.relu),
    ("LeakyReLU", "LeakyReLU", F.leaky_relu),
    ("LeakyReLU.alpha", "LeakyReLU(0.25)", lambda x: F.leaky_relu(x, 0.25)),
    ("ELU", "ELU", F.elu),
    ("ELU.alpha", "ELU(0.5)", lambda x: F.elu(x, 0.5)),
    ("SELU", "SELU", F.selu),
    ("GELU", "GELU", F.gelu),
    ("SiLU", "SiLU", F.silu),
    ("Softplus", "Softplus", F.softplus),
    ("HardSigmoid", "HardSigmoid", hard_sigmoid),
    ("Sigmoid", "Sigmoid", torch.sigmoid),
    ("Tanh", "Tanh", torch.tanh),
    ("Softmax", "Softmax", lambda x: F.softmax(x, -1)),
    ("LogSoftmax", "LogSoftmax", lambda x: F.log_softmax(x, -1)),
]:
    layer(title, attribute, (8,), function, inputs=wide)
