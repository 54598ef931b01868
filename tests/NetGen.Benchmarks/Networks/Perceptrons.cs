namespace NetGen.Benchmarks.Networks;

/// <summary>64-32-10 on the built-in digits: the network of the main sample.</summary>
[Network(64)]
[Dense(32), ReLU]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class DigitNet;

/// <summary>784-128-10, on pictures of MNIST's size.</summary>
[Network(784)]
[Dense(128), ReLU]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class Mnist;

/// <summary>784-512-512-10: its parameters outgrow the second cache.</summary>
[Network(784)]
[Dense(512), ReLU]
[Dense(512), ReLU]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class Wide;
