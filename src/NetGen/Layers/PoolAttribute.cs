namespace NetGen;

/// <summary>A layer that sums up windows of its input: what the pools have in common. Places outside take no part.</summary>
/// <param name="size">The window's length along every dimension, from 1 to 32767.</param>
public abstract class PoolAttribute(int size) : SingleInputAttribute
{
    /// <summary>The window's length along every dimension.</summary>
    public int Size { get; } = size;

    /// <summary>How far the window moves from one output to the next: its size unless given.</summary>
    public int Stride { get; set; }

    /// <summary>What happens at the border: valid unless said otherwise.</summary>
    public Padding Padding { get; set; }

    /// <summary>Places added at each end, 0 unless given, fewer than the size; counts with <see cref="Padding.Valid"/>.</summary>
    public int Pad { get; set; }
}

/// <summary>A pool over images.</summary>
/// <param name="size">The window's height and, unless <see cref="SizeWidth"/> is given, width.</param>
public abstract class Pool2DAttribute(int size) : PoolAttribute(size)
{
    /// <summary>The window's width where it is not its height.</summary>
    public int SizeWidth { get; set; }

    /// <summary>The stride along the width where it is not the one along the height.</summary>
    public int StrideWidth { get; set; }

    /// <summary>The places added at each end of the width where they are not those of the height.</summary>
    public int PadWidth { get; set; }
}
