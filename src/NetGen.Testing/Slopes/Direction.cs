using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Testing;

/// <summary>A direction through neighbouring numbers of a point.</summary>
/// <param name="Offset">The first of them.</param>
/// <param name="Components">How far each moves for a step of 1.</param>
internal sealed record Direction(int Offset, double[] Components)
{
    /// <summary>One number, by a share of its size.</summary>
    public static Direction Entry<T>(Subject<T> subject, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(index, [Size(subject.Numbers[index])]);

    /// <summary>Random, of length 1 relative to the numbers' sizes.</summary>
    [MethodImpl(Loops.Optimized)]
    public static Direction Random<T>(Subject<T> subject, int offset, int length, Chance chance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var components = new double[length];
        double squares = 0;
        foreach (ref double component in components.AsSpan())
        {
            component = chance.Normal();
            squares += component * component;
        }

        double norm = Math.Sqrt(squares);
        for (int i = 0; i < length; i++)
        {
            components[i] *= Size(subject.Numbers[offset + i]) / norm;
        }

        return new(offset, components);
    }

    /// <summary>One of its halves, or nothing where it has none.</summary>
    public IEnumerable<Direction> Halves() =>
        Components.Length < 2
            ? []
            : [new(Offset, Components[..(Components.Length / 2)]), new(Offset + (Components.Length / 2), Components[(Components.Length / 2)..])];

    /// <summary>Σ gᵢ·dᵢ, compensated (Kahan, 1965): of many terms a plain sum would be off by √n roundings.</summary>
    [MethodImpl(Loops.Optimized)]
    public double Along(ReadOnlySpan<double> gradient)
    {
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < Components.Length; i++)
        {
            double term = (gradient[Offset + i] * Components[i]) - lost;
            double next = sum + term;
            lost = next - sum - term;
            sum = next;
        }

        return sum;
    }

    /// <summary>√Σ (gᵢ·dᵢ)²: what independent errors of the gᵢ, each a share of its gᵢ, add up to.</summary>
    [MethodImpl(Loops.Optimized)]
    public double Length(ReadOnlySpan<double> gradient)
    {
        double sum = 0;
        for (int i = 0; i < Components.Length; i++)
        {
            double term = gradient[Offset + i] * Components[i];
            sum += term * term;
        }

        return Math.Sqrt(sum);
    }

    private static double Size(double x) => Math.Max(1, Math.Abs(x));
}
