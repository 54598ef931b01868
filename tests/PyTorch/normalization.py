"""Normalisation. PyTorch's batch norm overwrites the running statistics it is given in training."""

import torch.nn.functional as F
from convolution import first, last
from harness import layer


def batch_norm(momentum=0.1, epsilon=1e-5):
    return lambda x, scale, shift, mean, variance, training: last(
        F.batch_norm(first(x), mean, variance, scale, shift, training, momentum, epsilon)
    )


def batch_norms(variant, attribute, shape, **arguments):
    channels = shape[-1:]
    layer(
        f"BatchNorm{variant}",
        attribute,
        shape,
        batch_norm(**arguments),
        {"Scale": channels, "Shift": channels},
        {"RunningMean": (channels, -1, 1), "RunningVariance": (channels, 0.5, 2)},
    )


batch_norms("", "BatchNorm", (5,))
batch_norms(".sequence", "BatchNorm(Momentum = 0.25)", (4, 2), momentum=0.25)
batch_norms(".image", "BatchNorm(Epsilon = 0.125)", (2, 3, 2), epsilon=0.125)


def layer_norms(variant, attribute, shape, epsilon=1e-5):
    channels = shape[-1:]
    layer(
        f"LayerNorm{variant}",
        attribute,
        shape,
        lambda x, scale, shift: F.layer_norm(x, channels, scale, shift, epsilon),
        {"Scale": channels, "Shift": channels},
    )


layer_norms("", "LayerNorm", (5,))
layer_norms(".sequence", "LayerNorm(Epsilon = 0.125)", (3, 4), epsilon=0.125)
