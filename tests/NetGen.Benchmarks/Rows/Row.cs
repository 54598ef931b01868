namespace NetGen.Benchmarks.Rows;

/// <summary>One line of the tables.</summary>
/// <param name="Name">What it is called: a group, and after a hyphen what is measured.</param>
/// <param name="Workload">What the peers call it.</param>
/// <param name="Operation">What the time is of: call, step, epoch.</param>
/// <param name="Flops">Floating-point operations of one such, a multiply-add counted as two, functions not at all.</param>
/// <param name="Prepare">Makes the network and its data.</param>
internal sealed record Row(string Name, string Workload, string Operation, double Flops, Func<Work> Prepare)
{
    /// <summary>Whether a name given on the command line means this row: its own, or its group's.</summary>
    public bool Matches(string name) =>
        Name == name || Name.StartsWith(name + "-", StringComparison.Ordinal);
}

/// <summary>A row ready to run.</summary>
/// <param name="Run">Does <paramref name="Operations"/> operations, one after the other.</param>
/// <param name="Operations">How many; many where one takes less than a clock can tell.</param>
internal sealed record Work(Action Run, int Operations)
{
    /// <summary>Computes what the row computes once more, and compares it with what is known to be right.</summary>
    public required Func<Check> Check { get; init; }
}
