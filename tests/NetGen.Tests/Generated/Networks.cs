namespace NetGen.Tests.Generated;

// Every activation and every loss at least once, in shapes that no vector divides.

[Network(64)]
[Dense(32), ReLU]
[Dense(10), Softmax]
[CrossEntropy]
internal sealed partial class DigitNet;

[Network(5, Precision = Precision.Double)]
[Dense(7), LeakyReLU(0.1)]
[Dense(3), Softmax]
[CrossEntropy]
internal sealed partial class LeakyReLUSoftmax;

[Network(5, Precision = Precision.Double)]
[Dense(9, Bias = false), ELU]
[Dense(4), LogSoftmax]
[CrossEntropy]
internal sealed partial class ELULogSoftmax;

[Network(3, Precision = Precision.Double)]
[Dense(17), SELU]
[Dense(2), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class SELUSigmoid;

[Network(4, Precision = Precision.Double)]
[Dense(6), GELU]
[Dense(5), SiLU]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class GELUSiLU;

[Network(4, Precision = Precision.Double)]
[Dense(6), Softplus]
[Dense(5), Tanh]
[Dense(3)]
[SumSquaredError]
internal sealed partial class SoftplusTanh;

[Network(4, Precision = Precision.Double)]
[Dense(6), HardSigmoid]
[Dense(3)]
[MeanAbsoluteError]
internal sealed partial class HardSigmoidAbsolute;

[Network(6, Precision = Precision.Double)]
[Dense(4), ReLU]
[Dense(5), Sigmoid]
[Huber(0.5)]
internal sealed partial class ReLUHuber;

[Network(3)]
[Dense(4, Weights = Initializer.Orthogonal, Biases = Initializer.Constant, BiasesValue = 0.25, Name = "First"), Tanh]
[Dense(2, Weights = Initializer.Uniform, WeightsMin = 2, WeightsMax = 3)]
[MeanSquaredError]
internal sealed partial class Initialised;
