namespace NetGen.Benchmarks.Networks;

/// <summary>4-32-32-2, tanh: small enough that the cost of a call counts.</summary>
[Network(4)]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Tiny;
