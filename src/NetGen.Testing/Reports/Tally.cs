using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>Counts what is compared, on the way to a result.</summary>
internal sealed class Tally(CheckKind kind, string name)
{
    private int _compared;
    private int _kinks;
    private int _unclear;
    private int _wrong;
    private Deviation? _worst;
    private (bool, bool, double) _rank;
    private Place? _skipped;

    /// <summary>Whether something did not agree.</summary>
    public bool HasFailed => _wrong > 0;

    /// <summary>Compares two numbers.</summary>
    public bool Compare(Place where, double expected, double actual, double tolerance)
    {
        Deviation deviation = new(where, expected, actual, tolerance);
        Note(deviation, deviation.Agrees);
        return deviation.Agrees;
    }

    /// <summary>Counts what was judged along a direction.</summary>
    public void Count(Place where, Judgement judgement)
    {
        switch (judgement.Verdict)
        {
            case Verdict.Kink:
                _kinks++;
                _skipped ??= where;
                break;
            case Verdict.Unclear:
                _unclear++;
                _skipped ??= where;
                break;
            default:
                Note(new(where, judgement.Measured, judgement.Given, judgement.Tolerance), judgement.Verdict == Verdict.Agrees);
                break;
        }
    }

    /// <summary>Leaves one comparison out for a kink.</summary>
    public void SkipKink(Place where)
    {
        _kinks++;
        _skipped ??= where;
    }

    /// <summary>Keeps the worst: a disagreement before an agreement, then an entry before a direction.</summary>
    private void Note(Deviation deviation, bool agrees)
    {
        _compared++;
        _wrong += agrees ? 0 : 1;
        (bool, bool, double) rank = (!agrees, !agrees && deviation.Where.Index >= 0, deviation.Severity);
        if (_worst is null || rank.CompareTo(_rank) > 0)
        {
            (_worst, _rank) = (deviation, rank);
        }
    }

    /// <summary>What came of it.</summary>
    /// <param name="kinkShare">The greatest share that may be skipped.</param>
    /// <param name="isOnlyWitness">Whether nothing else compares what is skipped here.</param>
    public CheckResult Result(double kinkShare, bool isOnlyWitness = true)
    {
        bool isSkipped = _kinks + _unclear > kinkShare * (_compared + _kinks + _unclear);
        Outcome outcome = HasFailed || (isSkipped && isOnlyWitness) ? Outcome.Failed : isSkipped ? Outcome.Skipped : Outcome.Passed;
        return new(kind, name, outcome, HasFailed ? Wrong() : isSkipped ? Skipped(kinkShare, isOnlyWitness) : "")
        {
            Compared = _compared,
            Kinks = _kinks,
            Unclear = _unclear,
            Worst = _worst,
        };
    }

    private string Wrong() => Invariant($"{_wrong:N0} of {_compared:N0} comparisons do not agree; the worst:");

    private string Skipped(double kinkShare, bool isOnlyWitness)
    {
        string what = Invariant($"{_kinks:N0} of {_compared + _kinks + _unclear:N0} comparisons meet a kink and {_unclear:N0} are too coarse to tell, more than the share of {kinkShare:P0} allowed; the first is {_skipped}.");
        return isOnlyWitness
            ? what + " Check elsewhere, with another seed, or raise KinkShare."
            : what + " The others agree, and exact slopes prove these.";
    }
}
