using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace NetGen;

/// <summary>
/// Some threads, the caller's among them, that do the parts of a task, each part once. Every thread begins at parts of
/// its own, whose numbers are in its cache from the last time; then it takes what others have not begun.
/// </summary>
internal sealed class Crew : IDisposable
{
    private readonly Signal _begun = new();
    private readonly Signal _done = new();
    private readonly int _others;
    private Action<int> _part = _ => { };
    private int _parts;
    private int[] _taken = [];
    private int _busy;
    private bool _isEnded;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Starts the threads, except the caller's.</summary>
    public Crew(int threads)
    {
        _others = threads - 1;
        for (int k = 1; k < threads; k++)
        {
            int thread = k;
            new Thread(() => Serve(thread)) { IsBackground = true, Name = FormattableString.Invariant($"NetGen {k}") }.Start();
        }
    }

    /// <summary>Does all parts, and returns when they are done; throws what one of them threw.</summary>
    public void Run(int parts, Action<int> part)
    {
        if (_taken.Length < parts)
        {
            _taken = new int[parts];
        }

        Array.Clear(_taken);
        (_parts, _part, _busy, _failure) = (parts, part, _others, null);
        int before = _done.Count;
        _begun.Raise();
        DoParts(0);
        if (_others > 0)
        {
            _done.WaitBeyond(before);
        }

        _failure?.Throw();
    }

    /// <summary>Ends the threads; no task may be under way.</summary>
    public void Dispose()
    {
        _isEnded = true;
        _begun.Raise();
    }

    private void Serve(int thread)
    {
        for (int task = 0; ; task++)
        {
            _begun.WaitBeyond(task);
            if (_isEnded)
            {
                return;
            }

            DoParts(thread);
            if (Interlocked.Decrement(ref _busy) == 0)
            {
                _done.Raise();
            }
        }
    }

    private void DoParts(int thread)
    {
        int own = (int)((long)_parts * thread / (_others + 1));
        for (int k = own; k < own + _parts; k++)
        {
            int part = k < _parts ? k : k - _parts;
            if (Interlocked.Exchange(ref _taken[part], 1) == 0)
            {
                Do(part);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "It is thrown again on the caller's thread.")]
    private void Do(int part)
    {
        try
        {
            _part(part);
        }
        catch (Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }
}
