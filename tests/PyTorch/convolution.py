"""Convolutions, channels last; PyTorch's are channels first, and its kernels [filters, channels, …]."""

import torch.nn.functional as F
from harness import layer


def first(x):
    """[samples, …, channels] as [samples, channels, …]."""
    return x.movedim(-1, 1)


def last(x):
    return x.movedim(1, -1)


def same(x, sizes, strides, dilations, value=0.0):
    """[samples, channels, …], padded so that there are ⌈extent / stride⌉ windows, the odd place behind."""
    pads = []
    for extent, size, stride, dilation in zip(x.shape[2:], sizes, strides, dilations):
        missing = max(0, (-(-extent // stride) - 1) * stride + dilation * (size - 1) + 1 - extent)
        pads = [missing // 2, missing - missing // 2, *pads]
    return F.pad(x, pads, value=value)


def convolution(title, attribute, shape, kernel, filters, *, stride=None, pad=None, dilation=None, groups=1, bias=True):
    """A fixture with K [kernel, …, channels / groups, filters] and b [filters]; pad may be "same"."""
    one = (1,) * len(kernel)
    stride, dilation = stride or one, dilation or one
    function = F.conv1d if len(kernel) == 1 else F.conv2d

    def forward(x, weights, b=None):
        x = same(first(x), kernel, stride, dilation) if pad == "same" else first(x)
        padding = 0 if pad == "same" else pad or 0
        return last(function(x, weights.movedim((-1, -2), (0, 1)), b, stride, padding, dilation, groups))

    weights = {"Weights": (*kernel, shape[-1] // groups, filters)}
    layer(title, attribute, shape, forward, {**weights, "Bias": (filters,)} if bias else weights)


convolution("Conv1D", "Conv1D(3, 2)", (5, 2), (2,), 3)
convolution("Conv1D.window", "Conv1D(2, 3, Stride = 2, Pad = 2, Dilation = 2)", (8, 2), (3,), 2,
            stride=(2,), pad=(2,), dilation=(2,))
convolution("Conv1D.same", "Conv1D(2, 4, Padding = Padding.Same)", (5, 2), (4,), 2, pad="same")
convolution("Conv1D.sameStride", "Conv1D(2, 4, Stride = 3, Padding = Padding.Same, Bias = false)", (8, 1), (4,), 2,
            stride=(3,), pad="same", bias=False)
convolution("Conv1D.groups", "Conv1D(4, 2, Groups = 2)", (4, 4), (2,), 4, groups=2)

convolution("Conv2D", "Conv2D(3, 3)", (5, 4, 2), (3, 3), 3)
convolution("Conv2D.window", "Conv2D(2, 3, Stride = 2, Pad = 1, Dilation = 2)", (7, 6, 1), (3, 3), 2,
            stride=(2, 2), pad=(1, 1), dilation=(2, 2))
convolution("Conv2D.widths",
            "Conv2D(2, 2, KernelWidth = 3, Stride = 2, StrideWidth = 1, Pad = 1, PadWidth = 2, DilationWidth = 2)",
            (4, 6, 1), (2, 3), 2, stride=(2, 1), pad=(1, 2), dilation=(1, 2))
convolution("Conv2D.same", "Conv2D(2, 3, Padding = Padding.Same)", (4, 3, 2), (3, 3), 2, pad="same")
convolution("Conv2D.sameStride", "Conv2D(2, 3, KernelWidth = 2, Stride = 2, Padding = Padding.Same)", (5, 4, 1), (3, 2),
            2, stride=(2, 2), pad="same")
convolution("Conv2D.groups", "Conv2D(6, 2, Groups = 2)", (3, 3, 4), (2, 2), 6, groups=2)
convolution("Conv2D.depthwise", "Conv2D(3, 2, Groups = 3, Bias = false)", (4, 3, 3), (2, 2), 3, groups=3, bias=False)
convolution("Conv2D.multiplier", "Conv2D(4, 2, Groups = 2, Pad = 1)", (3, 2, 2), (2, 2), 4, pad=(1, 1), groups=2)


def transposed(title, attribute, shape, kernel, filters, crop=None, **window):
    """Weights [kernel, kernel, channels, filters]; PyTorch's are [channels, filters, kernel, kernel]."""

    def forward(x, weights, b):
        y = F.conv_transpose2d(first(x), weights.permute(2, 3, 0, 1), b, **window)
        return last(y[crop] if crop else y)

    layer(title, attribute, shape, forward, {"Weights": (kernel, kernel, shape[-1], filters), "Bias": (filters,)})


transposed("TransposedConv2D", "TransposedConv2D(2, 3)", (3, 2, 2), 3, 2)
transposed("TransposedConv2D.window", "TransposedConv2D(2, 3, Stride = 2, Pad = 1, OutputPad = 1)", (3, 2, 2), 3, 2,
           stride=2, padding=1, output_padding=1)
# 2 rows of stride 2 give 5; the first 4 of them are the same
transposed("TransposedConv2D.same", "TransposedConv2D(1, 3, Stride = 2, Padding = Padding.Same)", (2, 3, 2), 3, 1,
           crop=(..., slice(0, 4), slice(0, 6)), stride=2)
