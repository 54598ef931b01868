namespace NetGen.Tests.Generated;

// Sequences that can be run step by step, in single precision as they would be used, and two that cannot.

[Network(9, 3)]
[RNN(5, ReturnSequences = true)]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class StepwiseRNN;

[Network(9, 3)]
[LSTM(20)]
[Dense(2), Tanh]
[MeanSquaredError]
internal sealed partial class LastLSTM;

[Network(9, 3, Precision = Precision.Double)]
[GRU(5, ReturnSequences = true), LayerNorm]
[Dense(4), ReLU]
[LSTM(6, ReturnSequences = true)]
[Dense(3), Softmax]
[CrossEntropy]
internal sealed partial class StackedGRU;

[Network(9, 3, VariableLength = true)]
[GRU(7)]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class LastGRU;

[Network(9, Vocabulary = 6)]
[Embedding(4), PositionalEncoding]
[GRU(17, ReturnSequences = true)]
[Dense(6), Softmax]
[CrossEntropy]
internal sealed partial class Speller;

[Network(9, Vocabulary = 6)]
[Embedding(4), PositionalEncoding(Learned = true)]
[GRU(5, ReturnSequences = true), BatchNorm, Dropout(0.2)]
[Dense(3)]
[MeanSquaredError]
internal sealed partial class LearnedPositions;

[Network(9, 2)]
[Conv1D(5, 3, Padding = Padding.Causal), Tanh]
[Conv1D(4, 2, Padding = Padding.Causal, Dilation = 3), ReLU]
[MaxPool1D(2, Stride = 1, Padding = Padding.Causal)]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class CausalConvolutions;

[Network(9, 3)]
[LSTM(4, Bidirectional = true)]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class BothDirections;

[Network(9, 3)]
[RNN(4, ReturnSequences = true)]
[GlobalAveragePool]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class Pooled;
