using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Lanes;

/// <summary>
/// A matrix with its rows as columns: in squares of 8 × 8 or 4 × 4 within registers where the processor can, what is
/// left one number at a time. Called by generated code.
/// </summary>
public static class Transpose
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>target[c, r] = source[r, c] for every row r and column c.</summary>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="source">The first number of the matrix: [rows, columns].</param>
    /// <param name="sourceRow">Numbers from one of its rows to the next.</param>
    /// <param name="target">Where the first number goes: [columns, rows], which must not overlap the source.</param>
    /// <param name="targetRow">Numbers from one of its rows to the next.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Copy<T>(ref T source, nint sourceRow, ref T target, nint targetRow, nint rows, nint columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint side = Side<T>();
        nint wholeRows = side == 0 ? 0 : rows / side * side;
        nint wholeColumns = side == 0 ? 0 : columns / side * side;
        for (nint r = 0; r < wholeRows; r += side)
        {
            for (nint c = 0; c < wholeColumns; c += side)
            {
                Square(
                    ref Unsafe.Add(ref source, (r * sourceRow) + c), sourceRow,
                    ref Unsafe.Add(ref target, (c * targetRow) + r), targetRow);
            }
        }

        // the longer loop inside: few columns are left of many rows, and few rows of many columns
        for (nint c = wholeColumns; c < columns; c++)
        {
            Each(ref Unsafe.Add(ref source, c), sourceRow, ref Unsafe.Add(ref target, c * targetRow), 1, wholeRows);
        }

        for (nint r = wholeRows; r < rows; r++)
        {
            Each(ref Unsafe.Add(ref source, r * sourceRow), 1, ref Unsafe.Add(ref target, r), targetRow, columns);
        }
    }

    /// <summary>The side of the squares that registers hold.</summary>
    [MethodImpl(Inline)]
    private static nint Side<T>() =>
        !Avx.IsSupported ? 0 : Unsafe.SizeOf<T>() == sizeof(float) ? 8 : 4;

    [MethodImpl(Inline)]
    private static void Each<T>(ref T source, nint sourceStep, ref T target, nint targetStep, nint count)
        where T : unmanaged
    {
        for (nint k = 0; k < count; k++)
        {
            Unsafe.Add(ref target, k * targetStep) = Unsafe.Add(ref source, k * sourceStep);
        }
    }

    [MethodImpl(Inline)]
    private static void Square<T>(ref T source, nint sourceRow, ref T target, nint targetRow)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            OfSingles(ref Unsafe.As<T, float>(ref source), sourceRow, ref Unsafe.As<T, float>(ref target), targetRow);
        }
        else
        {
            OfDoubles(ref Unsafe.As<T, double>(ref source), sourceRow, ref Unsafe.As<T, double>(ref target), targetRow);
        }
    }

    /// <summary>8 × 8: rows of four meet in pairs, the pairs in fours, and two rows are joined as they are read.</summary>
    [MethodImpl(Inline)]
    private static void OfSingles(ref float source, nint row, ref float target, nint targetRow)
    {
        Half(ref source, row, ref target, targetRow);
        Half(ref Unsafe.Add(ref source, 4), row, ref Unsafe.Add(ref target, 4 * targetRow), targetRow);
    }

    /// <summary>Four columns of eight rows.</summary>
    [MethodImpl(Inline)]
    private static void Half(ref float source, nint row, ref float target, nint targetRow)
    {
        Vector256<float> a = Rows(ref source, row, 0);
        Vector256<float> b = Rows(ref source, row, 1);
        Vector256<float> c = Rows(ref source, row, 2);
        Vector256<float> d = Rows(ref source, row, 3);
        Vector256<float> low = Avx.UnpackLow(a, b);
        Vector256<float> high = Avx.UnpackHigh(a, b);
        Vector256<float> low2 = Avx.UnpackLow(c, d);
        Vector256<float> high2 = Avx.UnpackHigh(c, d);
        Avx.Shuffle(low, low2, 0x44).StoreUnsafe(ref target);
        Avx.Shuffle(low, low2, 0xEE).StoreUnsafe(ref Unsafe.Add(ref target, targetRow));
        Avx.Shuffle(high, high2, 0x44).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetRow));
        Avx.Shuffle(high, high2, 0xEE).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetRow));
    }

    /// <summary>Four numbers of row k, and four of row k + 4.</summary>
    [MethodImpl(Inline)]
    private static Vector256<float> Rows(ref float source, nint row, nint k) =>
        Vector256.Create(
            Vector128.LoadUnsafe(ref Unsafe.Add(ref source, k * row)),
            Vector128.LoadUnsafe(ref Unsafe.Add(ref source, (k + 4) * row)));

    /// <summary>4 × 4.</summary>
    [MethodImpl(Inline)]
    private static void OfDoubles(ref double source, nint row, ref double target, nint targetRow)
    {
        Vector256<double> a = Rows(ref source, row, 0);
        Vector256<double> b = Rows(ref source, row, 1);
        Avx.UnpackLow(a, b).StoreUnsafe(ref target);
        Avx.UnpackHigh(a, b).StoreUnsafe(ref Unsafe.Add(ref target, targetRow));
        a = Rows(ref Unsafe.Add(ref source, 2), row, 0);
        b = Rows(ref Unsafe.Add(ref source, 2), row, 1);
        Avx.UnpackLow(a, b).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetRow));
        Avx.UnpackHigh(a, b).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetRow));
    }

    /// <summary>Two numbers of row k, and two of row k + 2.</summary>
    [MethodImpl(Inline)]
    private static Vector256<double> Rows(ref double source, nint row, nint k) =>
        Vector256.Create(
            Vector128.LoadUnsafe(ref Unsafe.Add(ref source, k * row)),
            Vector128.LoadUnsafe(ref Unsafe.Add(ref source, (k + 2) * row)));
}
