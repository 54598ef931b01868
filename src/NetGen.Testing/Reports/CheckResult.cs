namespace NetGen.Testing;

/// <summary>One thing that was compared.</summary>
/// <param name="Kind">What.</param>
/// <param name="Name">What, in words, with the objective of a network: gradient against dual numbers, labels.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Reason">Why it failed or was skipped, in a sentence; empty where it passed.</param>
public sealed record CheckResult(CheckKind Kind, string Name, Outcome Outcome, string Reason = "")
{
    /// <summary>How many numbers or slopes were compared.</summary>
    public int Compared { get; init; }

    /// <summary>How many were left out because the function has a kink there.</summary>
    public int Kinks { get; init; }

    /// <summary>How many were left out because the value is too coarse to tell a right slope from a wrong one.</summary>
    public int Unclear { get; init; }

    /// <summary>The comparison nearest to failing or, of those that failed, the worst: error relative to tolerance.</summary>
    public Deviation? Worst { get; init; }
}

/// <summary>What is compared.</summary>
public enum CheckKind
{
    /// <summary>The value with the reference, in double precision.</summary>
    Value,

    /// <summary>The gradient with the exact derivative of the reference.</summary>
    ReferenceDerivative,

    /// <summary>The gradient with the slopes of dual numbers: exact, and independent of the rule of differentiation.</summary>
    DualNumbers,

    /// <summary>The gradient with finite differences of the value.</summary>
    FiniteDifferences,

    /// <summary>The Jacobian-vector product with the vector-Jacobian product.</summary>
    ForwardProduct,

    /// <summary>The slopes of the gradient: second derivatives are symmetric.</summary>
    SecondOrder,

    /// <summary>The same call gives the same bits.</summary>
    Repeatability,

    /// <summary>After the first call nothing is allocated.</summary>
    Allocation,

    /// <summary>Inputs stay as they are, results are overwritten wholly, and nothing beside them is touched.</summary>
    Aliasing,
}

/// <summary>What came of a check.</summary>
public enum Outcome
{
    /// <summary>All that was compared agrees.</summary>
    Passed,

    /// <summary>Something does not agree.</summary>
    Failed,

    /// <summary>There was nothing to compare with; the reason says why.</summary>
    Skipped,
}
