using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Lanes;

/// <summary>Which lanes the passes of a network run on.</summary>
public static class Lanes
{
    /// <summary>
    /// The width of a vector in bits: 512, 256, 128, or 0 for one number at a time. It is the widest the processor
    /// has, unless the runtime setting <c>NetGen.LaneBits</c> asks for less: in the project file
    /// <c>&lt;RuntimeHostConfigurationOption Include="NetGen.LaneBits" Value="256" /&gt;</c>.
    /// </summary>
    public static int Bits { get; internal set; } = Math.Min(Widest, Limit);

    /// <summary>
    /// Asks for the memory around an element to be brought into the second-level cache, where the processor can be
    /// asked. Nothing is read: the element may lie outside of everything.
    /// </summary>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="source">A number.</param>
    /// <param name="at">How many numbers further.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref T source, nint at)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref source, at)));
        }
    }

    /// <summary>Whether a · b + c is rounded once.</summary>
    internal static bool Fused => Fma.IsSupported || AdvSimd.IsSupported;

    private static int Widest =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    private static int Limit =>
        AppContext.GetData("NetGen.LaneBits") switch
        {
            int bits => Round(bits),
            string text when int.TryParse(text, out var bits) => Round(bits),
            _ => 512,
        };

    private static int Round(int bits) => bits >= 512 ? 512 : bits >= 256 ? 256 : bits >= 128 ? 128 : 0;
}
