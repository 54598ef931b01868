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

    /// <summary>A disagreement counts although it may be no greater than its tolerance: it was judged by other means too.</summary>
    private void Note(Deviation deviation, bool agrees)
    {
        _compared++;
        _wrong += agrees ? 0 : 1;
        bool isWorse = _worst is null || deviation.Severity > _worst.Severity;
        _worst = isWorse && (!agrees || !HasFailed) ? deviation : _worst;
    }

    /// <summary>What came of it.</summary>
    /// <param name="kinkShare">The greatest share that may be skipped.</param>
    public CheckResult Result(double kinkShare)
    {
        string reason = Reason(kinkShare);
        return new(kind, name, reason.Length == 0 ? Outcome.Passed : Outcome.Failed, reason)
        {
            Compared = _compared,
            Kinks = _kinks,
            Unclear = _unclear,
            Worst = _worst,
        };
    }

    private string Reason(double kinkShare)
    {
        int all = _compared + _kinks + _unclear;
        return HasFailed
            ? Invariant($"{_wrong:N0} of {_compared:N0} comparisons do not agree; the worst:")
            : _kinks + _unclear > kinkShare * all
                ? Invariant($"{_kinks:N0} of {all:N0} comparisons lie on a kink and {_unclear:N0} are too coarse to tell, more than the share of {kinkShare:P0} allowed; the first is {_skipped}. ")
                    + "Check elsewhere, with another seed, or raise KinkShare."
                : "";
    }
}
