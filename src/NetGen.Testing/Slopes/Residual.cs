using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Testing;

/// <summary>
/// What is left of f along a direction when the gradient's part is taken away: ρ(t) = f(x(t)) − f(x) − g·(x(t) − x).
/// Its slope at 0 is 0 where the gradient is right. The steps x(t) − x are those that the numbers realised, so that
/// nothing is lost where x + h is no number.
/// </summary>
internal sealed class Residual<T>(Subject<T> subject, Conditioning at)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _moved = [.. subject.Point];

    [MethodImpl(Loops.Optimized)]
    public double At(Direction direction, double t)
    {
        double linear = 0;
        double[] numbers = subject.Numbers;
        for (int i = 0; i < direction.Components.Length; i++)
        {
            int index = direction.Offset + i;
            double x = numbers[index];
            _moved[index] = Precision<T>.Number(x + (t * direction.Components[i]));
            linear += at.Gradient[index] * (Precision<T>.Double(_moved[index]) - x);
        }

        double value = subject.Value(_moved);
        subject.Point.AsSpan(direction.Offset, direction.Components.Length).CopyTo(_moved.AsSpan(direction.Offset));
        return value - at.Value - linear;
    }
}
