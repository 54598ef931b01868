using System.Runtime.CompilerServices;

namespace NetGen.Testing;

/// <summary>How loops over all numbers of a subject are compiled.</summary>
internal static class Loops
{
    /// <summary>
    /// At once and well: a test checks a network once, so that a loop would have run before the just-in-time compiler's
    /// first, slow version of it was replaced.
    /// </summary>
    public const MethodImplOptions Optimized = MethodImplOptions.AggressiveOptimization;
}
