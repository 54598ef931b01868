using System.Collections.Immutable;
using System.Numerics;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>The checks of a function of spans.</summary>
internal static class FunctionCheck
{
    public static FunctionReport Run<T>(
        ScalarFunction<T> f,
        GradientFunction<T> gradient,
        T[] point,
        GradientCheckOptions options,
        ScalarFunction<Dual>? dual,
        HessianVectorProduct<T>? hessian)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(gradient);
        Require(point);
        FunctionSubject<T> subject = new(f, gradient, point);
        DualCheck.Oracle? oracle = dual is null ? null : direction => Slope(dual, point, direction);
        ImmutableArray<Operation<T>> operations =
        [
            new("f", (x, _, _, _) => f(x), [.. point], [], [], 0, ("x", "", "")),
            new("gradient", Gradient(gradient), [.. point], [], [], point.Length, ("x", "", "the gradient")),
        ];
        if (hessian is not null)
        {
            T[] direction = Precision<T>.Numbers(Direction.Random(subject, 0, point.Length, new(options.Seed, 4)).Components);
            operations = operations.Add(new("hessian", Product(hessian), [.. point], [.. direction], [], point.Length, ("x", "direction", "the product")));
        }

        return Report(point, operations, options, () =>
        {
            Conditioning at = Conditioning.Of(subject, new(options.Seed)) with { Roundings = options.Roundings };
            IEnumerable<CheckResult> slopes = Slopes(subject, at, oracle, options);
            return hessian is null
                ? slopes
                : slopes.Append(new SecondOrderCheck<T>(subject, at, options, new(options.Seed, 5)).Run("Hessian-vector product against differences of the gradient", hessian));
        });
    }

    public static FunctionReport Run<T>(
        VectorFunction<T> f,
        VectorJacobianProduct<T> product,
        T[] point,
        int results,
        GradientCheckOptions options,
        VectorFunction<Dual>? dual,
        JacobianVectorProduct<T>? forward)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(product);
        Require(point);
        ArgumentOutOfRangeException.ThrowIfLessThan(results, 1);
        Chance chance = new(options.Seed, 6);
        T[] cotangent = [.. Enumerable.Range(0, results).Select(_ => Precision<T>.Number(chance.Normal()))];
        ProjectedSubject<T> subject = new(f, product, point, cotangent);
        DualCheck.Oracle? oracle = dual is null ? null : direction => Slope(dual, point, Precision<T>.Doubles(cotangent), direction);
        ImmutableArray<Operation<T>> operations =
        [
            new("f", Results(f), [.. point], [], [], results, ("x", "", "the results")),
            new("product", Product(product), [.. point], [.. cotangent], [], point.Length, ("x", "cotangent", "the product")),
        ];
        if (forward is not null)
        {
            T[] tangent = Precision<T>.Numbers(Direction.Random(subject, 0, point.Length, new(options.Seed, 4)).Components);
            operations = operations.Add(new("forward", Product(forward), [.. point], [.. tangent], [], results, ("x", "tangent", "the product")));
        }

        return Report(point, operations, options, () =>
        {
            Conditioning at = Conditioning.Of(subject, new(options.Seed)) with { Roundings = options.Roundings };
            IEnumerable<CheckResult> slopes = Slopes(subject, at, oracle, options);
            return forward is null ? slopes : slopes.Append(ForwardCheck.Run(subject, at, forward, cotangent, options));
        });
    }

    /// <summary>What is measured of values and slopes.</summary>
    private static IEnumerable<CheckResult> Slopes<T>(Subject<T> subject, Conditioning at, DualCheck.Oracle? oracle, GradientCheckOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const string Unknown = "no function on dual numbers was given.";
        return
        [
            oracle is null ? new(CheckKind.Value, "value against dual numbers", Outcome.Skipped, Unknown) : Value(subject, at, oracle),
            oracle is null
                ? new(CheckKind.DualNumbers, "gradient against dual numbers", Outcome.Skipped, Unknown)
                : DualCheck.Run(subject, at, oracle, DualCheck.Directions(subject, options), options, "gradient against dual numbers"),
            DifferenceCheck<T>.Run(subject, at, options, "gradient against finite differences", new(options.Seed, 2), isOnlyWitness: oracle is null),
            options.SecondOrder
                ? new SecondOrderCheck<T>(subject, at, options, new(options.Seed, 3)).Run("second order")
                : new(CheckKind.SecondOrder, "second order", Outcome.Skipped, "GradientCheckOptions.SecondOrder is false."),
        ];
    }

    private static CheckResult Value<T>(Subject<T> subject, Conditioning at, DualCheck.Oracle oracle)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tally tally = new(CheckKind.Value, "value against dual numbers");
        double tolerance = (at.Roundings * Precision<T>.Unit * Math.Abs(at.Value)) + (4 * (at.Noise + Linear<T>(subject, at))) + Precision<T>.Underflow;
        tally.Compare(new("", "f(x)", -1, []), oracle(new(0, new double[subject.Point.Length])).Value, at.Value, tolerance);
        return tally.Result(0);
    }

    /// <summary>How far the value moves with the last bits of the point.</summary>
    private static double Linear<T>(Subject<T> subject, Conditioning at)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Tolerances.Bits * Precision<T>.Unit * new Direction(0, Precision<T>.Doubles(subject.Point)).Length(at.Gradient);

    private static DualCheck.Exact Slope<T>(ScalarFunction<Dual> dual, T[] point, Direction direction)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Dual result = dual(Duals(point, direction));
        return new(result.Value, result.Slope, result.Terms);
    }

    private static DualCheck.Exact Slope<T>(VectorFunction<Dual> dual, T[] point, double[] cotangent, Direction direction)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var results = new Dual[cotangent.Length];
        dual(Duals(point, direction), results);
        Dual sum = 0;
        for (int k = 0; k < results.Length; k++)
        {
            sum += results[k] * cotangent[k];
        }

        return new(sum.Value, sum.Slope, sum.Terms);
    }

    private static Dual[] Duals<T>(T[] point, Direction direction)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var duals = new Dual[point.Length];
        for (int i = 0; i < duals.Length; i++)
        {
            int k = i - direction.Offset;
            duals[i] = new(Precision<T>.Double(point[i]), k >= 0 && k < direction.Components.Length ? direction.Components[k] : 0);
        }

        return duals;
    }

    private static Call<T> Gradient<T>(GradientFunction<T> gradient) =>
        (x, _, _, result) =>
        {
            gradient(x, result);
            return default!;
        };

    private static Call<T> Results<T>(VectorFunction<T> f) =>
        (x, _, _, result) =>
        {
            f(x, result);
            return default!;
        };

    private static Call<T> Product<T>(VectorJacobianProduct<T> product) =>
        (x, other, _, result) =>
        {
            product(x, other, result);
            return default!;
        };

    private static Call<T> Product<T>(JacobianVectorProduct<T> product) => Product((VectorJacobianProduct<T>)new(product));

    private static Call<T> Product<T>(HessianVectorProduct<T> product) => Product((VectorJacobianProduct<T>)new(product));

    private static FunctionReport Report<T>(
        T[] point, ImmutableArray<Operation<T>> operations, GradientCheckOptions options, Func<IEnumerable<CheckResult>> slopes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new([.. Precision<T>.Doubles(point)], options.Seed, Precision<T>.Name, CallChecks.After(slopes, operations, options));

    private static void Require<T>(T[] at)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (at.Length == 0)
        {
            throw new ArgumentException("There is no number to move: at is empty.", nameof(at));
        }

        int bad = Array.FindIndex(at, x => !T.IsFinite(x));
        if (bad >= 0)
        {
            throw new ArgumentException(Invariant($"at[{bad}] is {at[bad]}; slopes are measured at finite numbers."), nameof(at));
        }
    }
}
