namespace NetGen;

/// <summary>Joins layers of equal shape: y = a + b + …, number by number. The way of a residual connection (He et al., 2016).</summary>
/// <param name="from">The names of the layers, two or more.</param>
public sealed class AddAttribute(params string[] from) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] From { get; } = from;
}

/// <summary>Joins layers of equal shape: y = a · b · …, number by number. The way of a gate.</summary>
/// <param name="from">The names of the layers, two or more.</param>
public sealed class MultiplyAttribute(params string[] from) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] From { get; } = from;
}

/// <summary>Joins layers along their last dimension: [8, 8, 4] and [8, 8, 2] become [8, 8, 6].</summary>
/// <param name="from">The names of the layers, whose shapes differ in the last extent alone.</param>
public sealed class ConcatAttribute(params string[] from) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] From { get; } = from;
}
