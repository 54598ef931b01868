using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Lanes;

/// <summary>
/// Reads and writes of the first numbers of a vector: with the processor's masks, which touch no other memory, or,
/// where it has none, one number at a time.
/// </summary>
internal static unsafe class Partial
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The first <paramref name="count"/> numbers; 0 beyond.</summary>
    [MethodImpl(Inline)]
    public static Vector512<T> Load512<T>(ref T source, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
#if NET10_0_OR_GREATER
        if (Avx512F.IsSupported)
        {
            fixed (T* at = &source)
            {
                return sizeof(T) == sizeof(float)
                    ? Avx512F.MaskLoad((float*)at, First512<float>(count), default).As<float, T>()
                    : Avx512F.MaskLoad((double*)at, First512<double>(count), default).As<double, T>();
            }
        }
#endif
        return Vector512.Create(
            Load256(ref source, count),
            count > Vector256<T>.Count
                ? Load256(ref Unsafe.Add(ref source, Vector256<T>.Count), count - Vector256<T>.Count)
                : default
        );
    }

    /// <summary>The first <paramref name="count"/> numbers; 0 beyond.</summary>
    [MethodImpl(Inline)]
    public static Vector256<T> Load256<T>(ref T source, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Avx.IsSupported)
        {
            fixed (T* at = &source)
            {
                return sizeof(T) == sizeof(float)
                    ? Avx.MaskLoad((float*)at, First256<float>(count)).As<float, T>()
                    : Avx.MaskLoad((double*)at, First256<double>(count)).As<double, T>();
            }
        }

        Unsafe.SkipInit(out Vector256<T> vector);
        Fill(ref Unsafe.As<Vector256<T>, T>(ref vector), Vector256<T>.Count, ref source, count);
        return vector;
    }

    /// <summary>The first <paramref name="count"/> numbers; 0 beyond.</summary>
    [MethodImpl(Inline)]
    public static Vector128<T> Load128<T>(ref T source, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Avx.IsSupported)
        {
            fixed (T* at = &source)
            {
                return sizeof(T) == sizeof(float)
                    ? Avx.MaskLoad((float*)at, First128<float>(count)).As<float, T>()
                    : Avx.MaskLoad((double*)at, First128<double>(count)).As<double, T>();
            }
        }

        Unsafe.SkipInit(out Vector128<T> vector);
        Fill(ref Unsafe.As<Vector128<T>, T>(ref vector), Vector128<T>.Count, ref source, count);
        return vector;
    }

    /// <summary>Writes the first <paramref name="count"/> numbers.</summary>
    [MethodImpl(Inline)]
    public static void Store<T>(Vector512<T> value, ref T target, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
#if NET10_0_OR_GREATER
        if (Avx512F.IsSupported)
        {
            fixed (T* at = &target)
            {
                if (sizeof(T) == sizeof(float))
                {
                    Avx512F.MaskStore((float*)at, First512<float>(count), value.AsSingle());
                }
                else
                {
                    Avx512F.MaskStore((double*)at, First512<double>(count), value.AsDouble());
                }
            }

            return;
        }
#endif
        Store(value.GetLower(), ref target, count);
        if (count > Vector256<T>.Count)
        {
            Store(value.GetUpper(), ref Unsafe.Add(ref target, Vector256<T>.Count), count - Vector256<T>.Count);
        }
    }

    /// <summary>Writes the first <paramref name="count"/> numbers.</summary>
    [MethodImpl(Inline)]
    public static void Store<T>(Vector256<T> value, ref T target, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
#if NET10_0_OR_GREATER
        // some processors take the older masks of AVX apart, into a store for each number
        if (Avx512F.VL.IsSupported)
        {
            fixed (T* at = &target)
            {
                if (sizeof(T) == sizeof(float))
                {
                    Avx512F.VL.MaskStore((float*)at, First256<float>(count), value.AsSingle());
                }
                else
                {
                    Avx512F.VL.MaskStore((double*)at, First256<double>(count), value.AsDouble());
                }
            }

            return;
        }
#endif
        if (Avx.IsSupported)
        {
            fixed (T* at = &target)
            {
                if (sizeof(T) == sizeof(float))
                {
                    Avx.MaskStore((float*)at, First256<float>(count), value.AsSingle());
                }
                else
                {
                    Avx.MaskStore((double*)at, First256<double>(count), value.AsDouble());
                }
            }

            return;
        }

        Copy(ref Unsafe.As<Vector256<T>, T>(ref value), ref target, nint.Min(count, Vector256<T>.Count));
    }

    /// <summary>Writes the first <paramref name="count"/> numbers.</summary>
    [MethodImpl(Inline)]
    public static void Store<T>(Vector128<T> value, ref T target, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
#if NET10_0_OR_GREATER
        // some processors take the older masks of AVX apart, into a store for each number
        if (Avx512F.VL.IsSupported)
        {
            fixed (T* at = &target)
            {
                if (sizeof(T) == sizeof(float))
                {
                    Avx512F.VL.MaskStore((float*)at, First128<float>(count), value.AsSingle());
                }
                else
                {
                    Avx512F.VL.MaskStore((double*)at, First128<double>(count), value.AsDouble());
                }
            }

            return;
        }
#endif
        if (Avx.IsSupported)
        {
            fixed (T* at = &target)
            {
                if (sizeof(T) == sizeof(float))
                {
                    Avx.MaskStore((float*)at, First128<float>(count), value.AsSingle());
                }
                else
                {
                    Avx.MaskStore((double*)at, First128<double>(count), value.AsDouble());
                }
            }

            return;
        }

        Copy(ref Unsafe.As<Vector128<T>, T>(ref value), ref target, nint.Min(count, Vector128<T>.Count));
    }

    /// <summary>The mask of the first lanes.</summary>
    [MethodImpl(Inline)]
    private static Vector512<T> First512<T>(nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector512.GreaterThan(Vector512.Create(T.CreateTruncating(count)), Vector512<T>.Indices);

    /// <inheritdoc cref="First512{T}"/>
    [MethodImpl(Inline)]
    private static Vector256<T> First256<T>(nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector256.GreaterThan(Vector256.Create(T.CreateTruncating(count)), Vector256<T>.Indices);

    /// <inheritdoc cref="First512{T}"/>
    [MethodImpl(Inline)]
    private static Vector128<T> First128<T>(nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector128.GreaterThan(Vector128.Create(T.CreateTruncating(count)), Vector128<T>.Indices);

    private static void Fill<T>(ref T vector, nint lanes, ref T source, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < lanes; i++)
        {
            Unsafe.Add(ref vector, i) = i < count ? Unsafe.Add(ref source, i) : T.Zero;
        }
    }

    private static void Copy<T>(ref T vector, ref T target, nint count)
        where T : unmanaged
    {
        for (nint i = 0; i < count; i++)
        {
            Unsafe.Add(ref target, i) = Unsafe.Add(ref vector, i);
        }
    }
}
