using System.Collections.Immutable;
using System.Numerics;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>The checks of a network.</summary>
internal static class NetworkCheck
{
    public static NetworkReport Run<TNetwork>(TNetwork? network, GradientCheckOptions options) =>
        NetworkFinder.Face(network).Check(options, isGiven: network is not null);
}

/// <summary>The checks of a network in one precision.</summary>
/// <param name="face">The network.</param>
/// <param name="options">What to draw, compare and forgive.</param>
/// <param name="isGiven">Whether its parameters and state are to be checked and kept.</param>
internal sealed class NetworkCheck<T>(NetworkFace<T> face, GradientCheckOptions options, bool isGiven)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Many = 19;
    private const int FewSamples = 3;
    private const int Attempts = 50;
    private const string Unknown = "NetworkInfo.Declaration is empty: no generator wrote this network.";

    private readonly ReferenceNetwork? _reference = Reference.Of(face.Info);

    public NetworkReport Run()
    {
        (T[] parameters, T[] state, (ulong, long) noise) = ([.. face.Parameters], [.. face.State], face.Noise);
        try
        {
            (NetworkSamples<T> samples, bool isAway) = ChooseSamples();
            ImmutableArray<Operation<T>> operations = [.. NetworkOperations.Of(face, Objectives(samples))];
            ImmutableArray<CheckResult> checks = CallChecks.After(
                () => Objectives(samples).SelectMany((objective, k) => Slopes(objective.Name, objective.Samples, isAway, withOutputs: k == 0)), operations, options);
            return new(face.Info, samples.Count, options.Seed, Precision<T>.Name, checks);
        }
        finally
        {
            parameters.CopyTo(face.Parameters);
            state.CopyTo(face.State);
            face.Noise = noise;
        }
    }

    /// <summary>Targets, and labels too where the network takes them and they are there.</summary>
    private static IEnumerable<(string Name, NetworkSamples<T> Samples)> Objectives(NetworkSamples<T> samples)
    {
        if (samples.Targets.Length > 0)
        {
            yield return ("targets", samples with { Labels = [] });
        }

        if (samples.Labels.Length > 0)
        {
            yield return ("labels", samples with { Targets = [] });
        }
    }

    /// <summary>Samples none of whose arguments lies so near to a kink that rounding decides, if some can be found.</summary>
    private (NetworkSamples<T> Samples, bool IsAway) ChooseSamples()
    {
        int count = options.Samples ?? (face.IsLarge ? FewSamples : Many);
        bool isFixed = isGiven && options.Data is not null;
        for (int attempt = 0; ; attempt++)
        {
            NetworkSamples<T> samples = Draw(count, attempt);
            samples = isGiven ? samples with { Parameters = [.. face.Parameters], State = [.. face.State] } : samples;
            samples = options.Data is { } data ? GivenSamples.Of(face, data, samples) : samples;
            bool isAway = IsAway(samples);
            if (isAway || isFixed || attempt == Attempts)
            {
                return (samples, isAway);
            }
        }
    }

    /// <summary>Ordinary numbers: exact and rounded arithmetic agree on them.</summary>
    private NetworkSamples<T> Draw(int count, int attempt)
    {
        NetworkSamples<T> samples = SampleDraws.Draw<T>(face.Info, count, SampleKinds.Ordinary, Chance.Random(options.Seed, 16 + attempt));
        return samples with { Labels = face.ClassCount == 0 ? [] : samples.Labels, Noise = (options.Seed, 3) };
    }

    private bool IsAway(NetworkSamples<T> samples)
    {
        const double Margin = 128;
        return _reference is null || _reference.On(Reference.Data(Objectives(samples).First().Samples)).KinkDistance() > Margin * Precision<T>.Unit;
    }

    private IEnumerable<CheckResult> Slopes(string objective, NetworkSamples<T> samples, bool isAway, bool withOutputs)
    {
        ReferenceRun? reference = _reference?.On(Reference.Data(samples));
        NetworkSubject<T> subject = new(face, samples, reference);
        Conditioning at = Conditioning.Of(subject, new(options.Seed, 1));
        IEnumerable<CheckResult> exact = reference is null ? Unreferenced(objective) : Exact(reference, objective, samples, subject, at, isAway, withOutputs);
        return
        [
            .. exact,
            DifferenceCheck<T>.Run(subject, at, options, "gradient against finite differences, " + objective, new(options.Seed, 3), isOnlyWitness: _reference is null),
            options.SecondOrder
                ? new SecondOrderCheck<T>(subject, at, options, new(options.Seed, 4)).Run("second order, " + objective)
                : new(CheckKind.SecondOrder, "second order, " + objective, Outcome.Skipped, "GradientCheckOptions.SecondOrder is false."),
        ];
    }

    private IEnumerable<CheckResult> Exact(
        ReferenceRun reference, string objective, NetworkSamples<T> samples, NetworkSubject<T> subject, Conditioning at, bool isAway, bool withOutputs)
    {
        ReferenceCheck<T> check = new(face, reference, isAway, (int)options.Seed);
        Tally values = new(CheckKind.Value, "value against the reference, " + objective);
        check.Values(values, samples, objective, withOutputs);
        yield return values.Result(options.KinkShare);

        Tally gradient = new(CheckKind.ReferenceDerivative, "gradient against the reference derivative, " + objective);
        check.Gradient(gradient, at.Gradient);
        yield return gradient.Result(options.KinkShare);

        DualCheck.Oracle slope = Slope(reference, samples.Parameters.Length);
        Direction[] directions = DualCheck.Directions(subject, options);
        double[] movement = check.Movement();
        Conditioning exact = at with { Movement = [.. at.Movement.Zip(movement, Math.Max)] };
        yield return DualCheck.Run(subject, exact, slope, directions, options, "gradient against dual numbers, " + objective);

        // the rule relies on targets that add up to 1, which those given in single precision do but nearly
        ReferenceRun? balanced = Reference.Balanced(face.Info, Reference.Data(samples)) is { } data ? _reference!.On(data) : null;
        yield return balanced is null
            ? ReferenceAgainstDuals(check.Derivative, movement, slope, directions, objective)
            : ReferenceAgainstDuals(balanced.Training(0, 0).Item3, movement, Slope(balanced, samples.Parameters.Length), directions, objective);
    }

    /// <summary>The reference's slopes, each computed once. What their terms are rounded to, its moves show.</summary>
    private static DualCheck.Oracle Slope(ReferenceRun run, int parameters)
    {
        Dictionary<Direction, DualCheck.Exact> known = [];
        return direction =>
        {
            if (!known.TryGetValue(direction, out DualCheck.Exact slope))
            {
                var whole = new double[parameters];
                direction.Components.CopyTo(whole, direction.Offset);
                (double value, double along) = run.Slope(whole);
                known[direction] = slope = new(value, along, Terms: 0);
            }

            return slope;
        };
    }

    /// <summary>The rule of differentiation against dual numbers, both in double, whatever the network's precision.</summary>
    private CheckResult ReferenceAgainstDuals(double[] gradient, double[] movement, DualCheck.Oracle slope, Direction[] directions, string objective)
    {
        Tally tally = new(CheckKind.DualNumbers, "reference derivative against dual numbers, " + objective);
        double unit = Precision<double>.Unit;
        for (int k = 0; k < directions.Length; k++)
        {
            double tolerance = (Tolerances.Roundings * unit * directions[k].Length(gradient)) + (4 * directions[k].Length(movement) * unit / Precision<T>.Unit);
            tally.Compare(new("", "random direction " + (k + 1), -1, []), slope(directions[k]).Slope, directions[k].Along(gradient), tolerance);
        }

        return tally.Result(options.KinkShare);
    }

    private static IEnumerable<CheckResult> Unreferenced(string objective) =>
    [
        new(CheckKind.Value, "value against the reference, " + objective, Outcome.Skipped, Unknown),
        new(CheckKind.ReferenceDerivative, "gradient against the reference derivative, " + objective, Outcome.Skipped, Unknown),
        new(CheckKind.DualNumbers, "gradient against dual numbers, " + objective, Outcome.Skipped, Unknown),
    ];
}
