using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Lanes;

/// <summary>Numbers of a row of 16 by the lowest four bits of each lane, looked up within registers.</summary>
internal static class Table
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Whether the processor does so; with 512 bits and with 256 the numbers are the same.</summary>
    public static bool IsSupported
    {
        [MethodImpl(Inline)]
        get => Avx2.IsSupported && Fma.IsSupported;
    }

    [MethodImpl(Inline)]
    public static Vector512<float> Lookup512(ref float table, int row, Vector512<int> index) =>
        Avx512F.IsSupported
            ? Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref table, (nuint)(16 * row)), index)
            : Vector512.Create(Lookup256(ref table, row, index.GetLower()), Lookup256(ref table, row, index.GetUpper()));

    /// <summary>Both halves of the row by the lowest three bits, and the one that the fourth bit says.</summary>
    [MethodImpl(Inline)]
    public static Vector256<float> Lookup256(ref float table, int row, Vector256<int> index) =>
        Avx512F.IsSupported
            ? Lookup512(ref table, row, index.ToVector512Unsafe()).GetLower()
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref table, (nuint)(16 * row)), index),
                Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref table, (nuint)((16 * row) + 8)), index),
                Vector256.ShiftLeft(index, 28).AsSingle());
}
