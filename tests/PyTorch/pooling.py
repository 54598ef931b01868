"""Pools, and the layers that put numbers elsewhere."""

import torch
import torch.nn.functional as F
from convolution import first, last, same
from harness import layer

AVERAGE = {1: F.avg_pool1d, 2: F.avg_pool2d}
LARGEST = {1: F.max_pool1d, 2: F.max_pool2d}


def largest(x, size, stride, padding=0):
    return LARGEST[len(size)](x, size, stride, padding)


def average(x, size, stride, padding=0):
    """The mean over the places inside."""
    return AVERAGE[len(size)](x, size, stride, padding, count_include_pad=False)


def largest_same(x, size, stride):
    return largest(same(x, size, stride, (1, 1), value=-torch.inf), size, stride)


def average_same(x, size, stride):
    inside = same(torch.ones_like(x), size, stride, (1, 1))
    return average(same(x, size, stride, (1, 1)), size, stride) / average(inside, size, stride)


def pools(dimensions, variant, arguments, shape, size, stride, padding=None):
    """A fixture of either pool; without padding, of the same size."""
    for kind, pool, pool_same in [("MaxPool", largest, largest_same), ("AveragePool", average, average_same)]:
        def forward(x, pool=pool, pool_same=pool_same):
            return last(pool_same(first(x), size, stride) if padding is None else pool(first(x), size, stride, padding))

        layer(f"{kind}{dimensions}D{variant}", f"{kind}{dimensions}D({arguments})", shape, forward)


pools(1, "", "2", (5, 2), (2,), (2,), (0,))
pools(1, ".window", "3, Stride = 1, Pad = 1", (4, 2), (3,), (1,), (1,))
pools(1, ".same", "2, Stride = 2, Padding = Padding.Same", (5, 2), (2,), (2,))
pools(2, "", "2", (4, 5, 2), (2, 2), (2, 2), (0, 0))
pools(2, ".window", "3, Stride = 2, Pad = 1", (5, 4, 1), (3, 3), (2, 2), (1, 1))
pools(2, ".widths", "2, SizeWidth = 3, Stride = 1, StrideWidth = 2, PadWidth = 1", (3, 5, 1), (2, 3), (1, 2), (0, 1))
pools(2, ".same", "3, SizeWidth = 2, Stride = 2, Padding = Padding.Same", (4, 5, 1), (3, 2), (2, 2))

layer("GlobalAveragePool", "GlobalAveragePool", (2, 3, 2), lambda x: x.mean((1, 2)))
layer("GlobalAveragePool.sequence", "GlobalAveragePool", (5, 2), lambda x: x.mean(1))
layer("GlobalMaxPool", "GlobalMaxPool", (2, 3, 2), lambda x: x.amax((1, 2)))
layer("GlobalMaxPool.sequence", "GlobalMaxPool", (5, 2), lambda x: x.amax(1))

layer("Flatten", "Flatten", (2, 3, 2), lambda x: x.flatten(1))
layer("Reshape", "Reshape(4, 3)", (2, 3, 2), lambda x: x.reshape(-1, 4, 3))
layer("UpSample2D", "UpSample2D(2)", (2, 3, 2), lambda x: last(F.interpolate(first(x), scale_factor=2)))
layer("ZeroPad2D", "ZeroPad2D(1)", (2, 3, 2), lambda x: last(F.pad(first(x), (1, 1, 1, 1))))
