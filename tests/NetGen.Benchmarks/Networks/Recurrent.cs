namespace NetGen.Benchmarks.Networks;

/// <summary>An LSTM of 8 units on one signal, and an output at every step.</summary>
[Network(64, 1)]
[LSTM(8, ReturnSequences = true)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Lstm8;

/// <summary>An LSTM of 16 units on one signal, and an output at every step.</summary>
[Network(64, 1)]
[LSTM(16, ReturnSequences = true)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Lstm16;

/// <summary>An LSTM of 40 units on one signal, and an output at every step.</summary>
[Network(64, 1)]
[LSTM(40, ReturnSequences = true)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Lstm40;

/// <summary>A GRU of 8 units on one signal, and an output at every step.</summary>
[Network(64, 1)]
[GRU(8, ReturnSequences = true)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Gru8;

/// <summary>A GRU of 16 units on one signal, and an output at every step.</summary>
[Network(64, 1)]
[GRU(16, ReturnSequences = true)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Gru16;

/// <summary>A GRU of 40 units on one signal, and an output at every step.</summary>
[Network(64, 1)]
[GRU(40, ReturnSequences = true)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Gru40;
