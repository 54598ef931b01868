using System.Numerics;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>The gradient against finite differences: along random directions first, entries where those ask for it.</summary>
internal sealed class DifferenceCheck<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Entries measured one by one once the fault lies among so many.</summary>
    private const int Few = 64;

    /// <summary>Entries measured one by one, drawn at random, where a direction cannot tell.</summary>
    private const int Sample = 8;

    /// <summary>Other directions asked where one differs.</summary>
    private const int Witnesses = 4;

    private readonly Subject<T> _subject;
    private readonly GradientCheckOptions _options;
    private readonly Judge<T> _judge;
    private readonly Tally _tally;
    private readonly Chance _chance;

    private DifferenceCheck(Subject<T> subject, Conditioning at, GradientCheckOptions options, Tally tally, Chance chance)
    {
        (_subject, _options, _tally, _chance) = (subject, options, tally, chance);
        _judge = new(subject, at, new(options.Differences, Precision<T>.Unit, options.Step));
    }

    public static CheckResult Run(
        Subject<T> subject, Conditioning at, GradientCheckOptions options, string name, Chance chance, bool isOnlyWitness)
    {
        Tally tally = new(CheckKind.FiniteDifferences, name);
        if (Vanishing(subject, options.Step) is { } reason)
        {
            return new(CheckKind.FiniteDifferences, name, Outcome.Failed, reason);
        }

        new DifferenceCheck<T>(subject, at, options, tally, chance).Run();
        return tally.Result(options.KinkShare, isOnlyWitness);
    }

    private void Run()
    {
        int n = _subject.Point.Length;
        for (int k = 0; k < _options.Directions && n > 1; k++)
        {
            Judge(new("", Invariant($"random direction {k + 1} through all {n:N0} numbers"), -1, []), 0, n);
        }

        foreach (Block block in _subject.Blocks.Where(block => block.Length > 0 && (_subject.Blocks.Length > 1 || n == 1)))
        {
            Judge(new(block.Layer, "random direction through " + block.Name, -1, []), block.Offset, block.Length);
        }

        if (_options.EveryEntry)
        {
            Entries(Enumerable.Range(0, n));
        }
    }

    private void Judge(Place where, int offset, int length)
    {
        if (length == 1)
        {
            _tally.Count(_subject.At(offset), Along(offset));
            return;
        }

        Direction Another() => Direction.Random(_subject, offset, length, _chance);
        Direction direction = Another();
        Judgement judgement = Along(direction, Another);
        if (judgement.Verdict == Verdict.Agrees)
        {
            _tally.Count(where, judgement);
        }
        else if (judgement.Verdict == Verdict.Differs)
        {
            _tally.Count(where, judgement);
            Direction worst = Narrow(direction);
            Entries(Enumerable.Range(worst.Offset, worst.Components.Length));
        }
        else
        {
            Entries(length <= Sample ? Enumerable.Range(offset, length) : Enumerable.Range(0, Sample).Select(_ => offset + _chance.Below(length)));
        }
    }

    /// <summary>
    /// Measures along a direction, and where it differs along others: a wrong gradient is wrong there too. Many kinks, of
    /// which the steps along one direction showed too little because they hid each other, lie elsewhere along the next.
    /// </summary>
    private Judgement Along(Direction direction, Func<Direction> other)
    {
        Judgement judgement = _judge.Along(direction);
        bool isConfirmed = judgement.Verdict != Verdict.Differs || !double.IsFinite(judgement.Measured)
            || Enumerable.Range(0, Witnesses).Any(_ => _judge.Along(other()).Verdict == Verdict.Differs);
        return isConfirmed ? judgement : judgement with { Verdict = Verdict.Kink };
    }

    /// <summary>One number has no other direction than its own; other steps along it reach other kinks.</summary>
    private Judgement Along(int index)
    {
        Direction entry = Direction.Entry(_subject, index);
        return Along(entry, () => entry with { Components = [entry.Components[0] * (0.5 + (0.5 * _chance.Uniform()))] });
    }

    /// <summary>Halves a direction that differs, each time to the half that differs more.</summary>
    private Direction Narrow(Direction direction)
    {
        while (direction.Components.Length > Few)
        {
            direction = direction.Halves().MaxBy(half =>
            {
                Judgement judgement = _judge.Along(half);
                return judgement.Verdict == Verdict.Differs ? Math.Abs(judgement.Measured - judgement.Given) / judgement.Tolerance : 0;
            })!;
        }

        return direction;
    }

    private void Entries(IEnumerable<int> indices)
    {
        foreach (int index in indices)
        {
            _tally.Count(_subject.At(index), Along(index));
        }
    }

    /// <summary>A step that x + h does not realise would compare nothing.</summary>
    private static string? Vanishing(Subject<T> subject, double? step)
    {
        const double Least = 64;
        if (step is not { } h || h >= Least * Precision<T>.Unit)
        {
            return null;
        }

        int widest = 0;
        for (int i = 1; i < subject.Point.Length; i++)
        {
            widest = T.Abs(subject.Point[i]) > T.Abs(subject.Point[widest]) ? i : widest;
        }

        T x = subject.Point[widest];
        return Invariant($"A step of {h:G3} vanishes in {Precision<T>.Name.ToLowerInvariant()} precision: {subject.At(widest)} = {x}, ")
            + Invariant($"and the next number is {T.BitIncrement(T.Abs(x)) - T.Abs(x):G3} away. ")
            + Invariant($"GradientCheckOptions.Step must be {Least * Precision<T>.Unit:G3} or more.");
    }
}
