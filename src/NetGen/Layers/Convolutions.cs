namespace NetGen;

/// <summary>
/// Filters that slide along a sequence: y[t, o] = Σ x[s·t + d·i − p, c]·K[i, c, o] + b[o]. [time, channels] becomes
/// [steps, filters] (LeCun et al., 1989). The kernel is not mirrored.
/// </summary>
/// <param name="filters">The number of output channels, at least 1.</param>
/// <param name="kernel">The kernel's length, from 1 to 32767.</param>
public sealed class Conv1DAttribute(int filters, int kernel) : FilterAttribute(filters, kernel)
{
    /// <summary>The distance between the places that neighbouring elements of the kernel look at.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>
    /// Groups that both channels and filters are cut into; filters of a group read its channels alone. As many groups
    /// as channels is a depthwise convolution.
    /// </summary>
    public int Groups { get; set; } = 1;
}

/// <summary>
/// Filters that slide over an image: y[h, w, o] = Σ x[s·h + d·i − p, s·w + d·j − p, c]·K[i, j, c, o] + b[o].
/// [height, width, channels] becomes [rows, columns, filters] (LeCun et al., 1989). The kernel is not mirrored.
/// </summary>
/// <remarks>Rows: ⌊(height + 2·pad − d·(kernel − 1) − 1) / stride⌋ + 1; columns likewise.</remarks>
/// <param name="filters">The number of output channels, at least 1.</param>
/// <param name="kernel">The kernel's height and, unless <see cref="KernelWidth"/> is given, width.</param>
public sealed class Conv2DAttribute(int filters, int kernel) : FilterAttribute(filters, kernel)
{
    /// <summary>The kernel's width where it is not its height.</summary>
    public int KernelWidth { get; set; }

    /// <summary>The stride along the width where it is not the one along the height.</summary>
    public int StrideWidth { get; set; }

    /// <summary>The zeros at each end of the width where they are not those of the height.</summary>
    public int PadWidth { get; set; }

    /// <summary>The distance between the places that neighbouring elements of the kernel look at.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>The dilation along the width where it is not the one along the height.</summary>
    public int DilationWidth { get; set; }

    /// <summary>
    /// Groups that both channels and filters are cut into; filters of a group read its channels alone. As many groups
    /// as channels is a depthwise convolution.
    /// </summary>
    public int Groups { get; set; } = 1;
}

/// <summary>
/// The adjoint of a convolution, which makes images larger: y[u, v, o] = Σ x[(u + p − i) / s, (v + p − j) / s, c]·
/// K[i, j, c, o] + b[o], over the places that are integers (Zeiler et al., 2010).
/// </summary>
/// <remarks>
/// Rows: (height − 1)·stride − 2·pad + kernel + <see cref="OutputPad"/>, or height · stride with
/// <see cref="Padding.Same"/>; columns likewise.
/// </remarks>
/// <param name="filters">The number of output channels, at least 1.</param>
/// <param name="kernel">The kernel's height and width.</param>
public sealed class TransposedConv2DAttribute(int filters, int kernel) : FilterAttribute(filters, kernel)
{
    /// <summary>Rows and columns added behind, less than the stride: which of the inputs' sizes that stride alike is meant.</summary>
    public int OutputPad { get; set; }
}
