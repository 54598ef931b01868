using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Lanes;

namespace NetGen;

/// <summary>A formula that changes every parameter on its own.</summary>
internal interface IFormula<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The parameters in one vector after the step; <paramref name="state"/> is read and written at them.</summary>
    V Next<V>(V parameters, V gradient, in StateAt<T> state)
        where V : struct, ILanes<V, T>;
}

/// <summary>The state of the parameters in one vector.</summary>
/// <param name="state">[numbers for each parameter, parameters]</param>
/// <param name="at">The vector's first parameter.</param>
/// <param name="left">The number of parameters from there on.</param>
/// <param name="count">The number of all parameters.</param>
internal readonly ref struct StateAt<T>(ref T state, nint at, nint left, nint count)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ref T _state = ref state;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load<V>(int which)
        where V : struct, ILanes<V, T> =>
        Elementwise.Load<V, T>(ref _state, (which * count) + at, left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<V>(int which, V value)
        where V : struct, ILanes<V, T> =>
        Elementwise.Store(value, ref _state, (which * count) + at, left);
}

/// <summary>Applies a formula to all parameters, vector after vector.</summary>
internal static class Elementwise
{
    public static void Run<TFormula, T>(
        in TFormula formula, int statePerParameter, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> state)
        where TFormula : struct, IFormula<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (gradient.Length != parameters.Length || state.Length != (long)statePerParameter * parameters.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{parameters.Length} parameters take as many slopes and {statePerParameter} times as much state; got {gradient.Length} and {state.Length}."),
                nameof(gradient));
        }

        ref T first = ref MemoryMarshal.GetReference(parameters);
        ref T slopes = ref MemoryMarshal.GetReference(gradient);
        ref T states = ref MemoryMarshal.GetReference(state);
        switch (Lanes.Lanes.Bits)
        {
            case 512:
                Run<TFormula, T, Lanes512<T>>(in formula, ref first, ref slopes, ref states, parameters.Length);
                break;
            case 256:
                Run<TFormula, T, Lanes256<T>>(in formula, ref first, ref slopes, ref states, parameters.Length);
                break;
            case 128:
                Run<TFormula, T, Lanes128<T>>(in formula, ref first, ref slopes, ref states, parameters.Length);
                break;
            default:
                Run<TFormula, T, Lanes1<T>>(in formula, ref first, ref slopes, ref states, parameters.Length);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V, T>(ref T source, nint at, nint left)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        left >= V.Count ? V.Load(ref source, at) : V.LoadPartial(ref source, at, left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V, T>(V value, ref T target, nint at, nint left)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (left >= V.Count)
        {
            V.Store(value, ref target, at);
        }
        else
        {
            V.StorePartial(value, ref target, at, left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TFormula, T, V>(in TFormula formula, ref T parameters, ref T gradient, ref T state, nint count)
        where TFormula : struct, IFormula<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        nint at = 0;

        // whole vectors: that nothing is cut off is known here, and costs no test
        for (; at + V.Count <= count; at += V.Count)
        {
            Step<TFormula, T, V>(in formula, ref parameters, ref gradient, ref state, count, at, V.Count);
        }

        if (at < count)
        {
            Step<TFormula, T, V>(in formula, ref parameters, ref gradient, ref state, count, at, count - at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TFormula, T, V>(
        in TFormula formula, ref T parameters, ref T gradient, ref T state, nint count, nint at, nint left)
        where TFormula : struct, IFormula<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        V next = formula.Next(
            Load<V, T>(ref parameters, at, left),
            Load<V, T>(ref gradient, at, left),
            new StateAt<T>(ref state, at, left, count));
        Store(next, ref parameters, at, left);
    }
}
