namespace NetGen.Tests.Generated;

// What a network may have beside dense layers, in shapes that no vector divides.

[Network(7, 6, 1, Precision = Precision.Double)]
[Conv2D(3, 3), Tanh]
[AveragePool2D(2)]
[Flatten]
[Dense(3), Softmax]
[CrossEntropy]
internal sealed partial class Images;

[Network(5, Precision = Precision.Double)]
[Dense(6), BatchNorm, Tanh]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class Normalised;

[Network(5, Precision = Precision.Double)]
[Dense(9), Tanh, Dropout(0.4), GaussianNoise(0.1)]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class Noisy;

[Network(4, Precision = Precision.Double)]
[Dense(5, L1 = 0.05, L2 = 0.02), Tanh]
[Dense(2, L2 = 0.1)]
[SumSquaredError]
internal sealed partial class Penalised;

[Network(2, 3, Precision = Precision.Double)]
[Flatten(Name = "flat")]
[Input(4, Name = "side")]
[Dense(3, From = "side", Name = "lifted")]
[Concat("flat", "lifted")]
[Dense(5), Tanh(Name = "trunk")]
[Dense(3), Softmax(Name = "Kind")]
[Dense(2, From = "trunk", Name = "Size")]
[CrossEntropy(From = "Kind", Weight = 0.5)]
[MeanSquaredError(From = "Size", Weight = 2)]
internal sealed partial class Branches;

[Network(6, Vocabulary = 5, Precision = Precision.Double)]
[Embedding(3)]
[GRU(4, ReturnSequences = true)]
[Dense(5), Softmax]
[CrossEntropy]
internal sealed partial class Symbols;

[Network(5, 2, VariableLength = true, Precision = Precision.Double)]
[LSTM(3, ReturnSequences = true)]
[Dense(4), Softmax]
[CrossEntropy]
internal sealed partial class Lengths;

[Network(5, 2, VariableLength = true, Precision = Precision.Double)]
[LSTM(3, Bidirectional = true)]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class LastState;
