namespace NetGen.Testing;

/// <summary>
/// The constants of the tolerance model. A tolerance comes from precision, step and conditioning, and from nothing else:
/// not from how many numbers there are.
/// </summary>
/// <remarks>
/// <para>With u the unit roundoff (2⁻²⁴ or 2⁻⁵³), a computed number is off by</para>
/// <list type="number">
/// <item>a few roundings of its own, <see cref="Roundings"/>·u·|y|: functions of the lanes are right to 2 units in the
/// last place, 4u, and a number passes a few of them last. Of a function of the user's own nothing is known but its
/// results: <see cref="GradientCheckOptions.Roundings"/>. Where dual numbers are given, y is the sum of the sizes of the
/// slope's terms: they may cancel, but what was rounded on the way is a share of them (Higham, 2002, ch. 4);</item>
/// <item>what the roundings before it make of it. That depends on the conditioning, which is measured: each number
/// that is stored on the way is moved by <see cref="Bits"/>·u of the terms that it is the sum of, up or down at random
/// (CESTAC; Vignes, 1993). Eight units cover a function's two in the last place, and the √n·u by which a sum of n = 64
/// terms in one accumulator errs (Higham, 2002; longer sums have several accumulators). Results may be off by twice the greatest movement seen;</item>
/// <item>for differences, the errors of the measurement, truncation and noise over the step, which
/// <see cref="Ladder"/> estimates from the measurement itself.</item>
/// </list>
/// </remarks>
internal static class Tolerances
{
    /// <summary>Roundings of a number that its movement may not show.</summary>
    public const double Roundings = 16;

    /// <summary>Units by which a number is moved.</summary>
    public const int Bits = 8;
}
