using System.Diagnostics;

namespace NetGen;

/// <summary>A number that one thread raises and others wait for.</summary>
internal sealed class Signal
{
    // A thread that sleeps takes some 50 µs to wake, longer than many a task: so it watches for a millisecond first.
    private static readonly long Patience = Stopwatch.Frequency / 1000;

    private const int Pause = 16;

    private readonly object _gate = new();
    private int _count;

    /// <summary>How often it was raised.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Raises it by one, and wakes who waits.</summary>
    public void Raise()
    {
        lock (_gate)
        {
            _count++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Returns as soon as it was raised beyond a number.</summary>
    public void WaitBeyond(int count)
    {
        for (long end = Stopwatch.GetTimestamp() + Patience; Count == count && Stopwatch.GetTimestamp() < end;)
        {
            Thread.SpinWait(Pause);
        }

        if (Count == count)
        {
            lock (_gate)
            {
                while (_count == count)
                {
                    Monitor.Wait(_gate);
                }
            }
        }
    }
}
