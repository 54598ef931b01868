namespace NetGen.Tests.Threads;

// 240 samples are worth a part of their own.
[Network(64)]
[Dense(32), ReLU]
[Dense(10), Softmax]
[CrossEntropy]
internal sealed partial class Shared;

[Network(64, Precision = Precision.Double)]
[Dense(32, L2 = 0.01), Tanh]
[Dropout(0.5)]
[Dense(10)]
[MeanSquaredError]
internal sealed partial class Noisy;

[Network(64)]
[Dense(32), BatchNorm, ReLU]
[Dense(10), Softmax]
[CrossEntropy]
internal sealed partial class Coupled;
