namespace NetGen;

/// <summary>One dimension in place of several: [8, 8, 4] becomes [256]. The order of the numbers stays, channels fastest.</summary>
public sealed class FlattenAttribute : SingleInputAttribute;

/// <summary>Other dimensions for as many numbers: [256] becomes [8, 8, 4]. The order of the numbers stays.</summary>
/// <param name="shape">The new extents, outermost first; their product is the old one.</param>
public sealed class ReshapeAttribute(params int[] shape) : SingleInputAttribute
{
    /// <summary>The new extents.</summary>
    public int[] Shape { get; } = shape;
}

/// <summary>
/// An image of larger pixels: y[h, w, c] = x[⌊h / scale⌋, ⌊w / scale⌋, c]. [height, width, channels] becomes
/// [scale · height, scale · width, channels].
/// </summary>
/// <param name="scale">How often every row and column is repeated, from 1 to 256.</param>
public sealed class UpSample2DAttribute(int scale) : SingleInputAttribute
{
    /// <summary>How often every row and column is repeated.</summary>
    public int Scale { get; } = scale;
}

/// <summary>Zeros around an image: [height, width, channels] becomes [height + 2·pad, width + 2·pad, channels].</summary>
/// <param name="pad">Rows and columns added on each side, from 0 to 32767.</param>
public sealed class ZeroPad2DAttribute(int pad) : SingleInputAttribute
{
    /// <summary>Rows and columns added on each side.</summary>
    public int Pad { get; } = pad;
}
