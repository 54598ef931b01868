namespace NetGen.Benchmarks.Networks;

/// <summary>LeNet-5 with ReLU and max pools; the first convolution keeps 28×28.</summary>
[Network(28, 28, 1)]
[Conv2D(6, 5, Padding = Padding.Same), ReLU]
[MaxPool2D(2)]
[Conv2D(16, 5), ReLU]
[MaxPool2D(2), Flatten]
[Dense(120), ReLU]
[Dense(84), ReLU]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class LeNet5;
