namespace NetGen.Benchmarks.Networks;

/// <summary>4-32-16-4, tanh: SimpleChains.jl's first published example, the exponential of 2×2 matrices.</summary>
[Network(4)]
[Dense(32), Tanh]
[Dense(16), Tanh]
[Dense(4)]
[MeanSquaredError]
public sealed partial class MatrixExponential;

/// <summary>SimpleChains.jl's second example: LeNet-5 without padding, so that the convolutions give 24×24 and 8×8.</summary>
[Network(28, 28, 1)]
[Conv2D(6, 5), ReLU]
[MaxPool2D(2)]
[Conv2D(16, 5), ReLU]
[MaxPool2D(2), Flatten]
[Dense(120), ReLU]
[Dense(84), ReLU]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class UnpaddedLeNet;
