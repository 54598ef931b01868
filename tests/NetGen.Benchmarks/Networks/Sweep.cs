namespace NetGen.Benchmarks.Networks;

/// <summary>
/// A dense layer of 4 inputs and 4 outputs, and those of other widths below. The sum in front of it has a parameter of
/// its own, so that the gradient by the layer's inputs is computed too.
/// </summary>
[Network(4)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(4)]
[SumSquaredError]
public sealed partial class Dense4;

/// <summary>8 inputs and 8 outputs.</summary>
[Network(8)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(8)]
[SumSquaredError]
public sealed partial class Dense8;

/// <summary>16 inputs and 16 outputs.</summary>
[Network(16)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(16)]
[SumSquaredError]
public sealed partial class Dense16;

/// <summary>32 inputs and 32 outputs.</summary>
[Network(32)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(32)]
[SumSquaredError]
public sealed partial class Dense32;

/// <summary>50 inputs and 50 outputs.</summary>
[Network(50)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(50)]
[SumSquaredError]
public sealed partial class Dense50;

/// <summary>64 inputs and 64 outputs.</summary>
[Network(64)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(64)]
[SumSquaredError]
public sealed partial class Dense64;

/// <summary>100 inputs and 100 outputs.</summary>
[Network(100)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(100)]
[SumSquaredError]
public sealed partial class Dense100;

/// <summary>127 inputs and 127 outputs.</summary>
[Network(127)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(127)]
[SumSquaredError]
public sealed partial class Dense127;

/// <summary>128 inputs and 128 outputs.</summary>
[Network(128)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(128)]
[SumSquaredError]
public sealed partial class Dense128;

/// <summary>129 inputs and 129 outputs.</summary>
[Network(129)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(129)]
[SumSquaredError]
public sealed partial class Dense129;

/// <summary>256 inputs and 256 outputs.</summary>
[Network(256)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(256)]
[SumSquaredError]
public sealed partial class Dense256;

/// <summary>512 inputs and 512 outputs.</summary>
[Network(512)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(512)]
[SumSquaredError]
public sealed partial class Dense512;

/// <summary>1000 inputs and 1000 outputs.</summary>
[Network(1000)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(1000)]
[SumSquaredError]
public sealed partial class Dense1000;

/// <summary>1024 inputs and 1024 outputs.</summary>
[Network(1024)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(1024)]
[SumSquaredError]
public sealed partial class Dense1024;

/// <summary>2048 inputs and 2048 outputs.</summary>
[Network(2048)]
[Equation("y[i] = x[i] + b[i]", "b ~ Zeros")]
[Dense(2048)]
[SumSquaredError]
public sealed partial class Dense2048;
