using System.Buffers.Binary;
using System.Numerics;

namespace NetGen;

/// <summary>The element types that are read; the names are those of the format.</summary>
internal enum ElementType
{
    F32,
    F64,
    F16,
    BF16,
    I64,
    I32,
    U8,
    BOOL,
}

/// <summary>Elements as bytes, little-endian.</summary>
internal static class Elements
{
    public static int Size(this ElementType type) =>
        type switch
        {
            ElementType.F64 or ElementType.I64 => 8,
            ElementType.F32 or ElementType.I32 => 4,
            ElementType.F16 or ElementType.BF16 => 2,
            _ => 1,
        };

    /// <summary>The type that numbers of the network are written as.</summary>
    public static ElementType Of<T>() => typeof(T) == typeof(double) ? ElementType.F64 : ElementType.F32;

    /// <summary>Reads elements of any type as numbers of the network, rounded to the nearest where they are wider.</summary>
    public static void Decode<T>(ElementType type, ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int size = type.Size();
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> at = bytes.Slice(i * size, size);
            values[i] = type switch
            {
                ElementType.F32 => T.CreateTruncating(BinaryPrimitives.ReadSingleLittleEndian(at)),
                ElementType.F64 => T.CreateTruncating(BinaryPrimitives.ReadDoubleLittleEndian(at)),
                ElementType.F16 => T.CreateTruncating(BinaryPrimitives.ReadHalfLittleEndian(at)),
                ElementType.BF16 => T.CreateTruncating(
                    BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(at) << 16)),
                ElementType.I64 => T.CreateTruncating(BinaryPrimitives.ReadInt64LittleEndian(at)),
                ElementType.I32 => T.CreateTruncating(BinaryPrimitives.ReadInt32LittleEndian(at)),
                ElementType.U8 => T.CreateTruncating(at[0]),
                _ => at[0] == 0 ? T.Zero : T.One,
            };
        }
    }

    /// <summary>Writes numbers as <see cref="Of{T}"/>.</summary>
    public static void Encode<T>(ReadOnlySpan<T> values, Span<byte> bytes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (typeof(T) == typeof(double))
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes[(i * 8)..], double.CreateTruncating(values[i]));
            }
            else
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * 4)..], float.CreateTruncating(values[i]));
            }
        }
    }
}
