using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Numerics;
using static System.FormattableString;

namespace NetGen;

/// <summary>
/// Reads IDX, the format of MNIST: two zeros, a byte for the elements' type, a byte for the number of dimensions, every
/// dimension in four bytes, and the elements, all big-endian. Nothing is allocated on the word of the file alone.
/// </summary>
/// <param name="stream">The file, packed by gzip or not.</param>
/// <param name="source">What errors call it.</param>
internal sealed class IdxReader(Stream stream, string source)
{
    private const int Piece = 1 << 16;
    private const int MostDimensions = 8;

    /// <summary>One file: its dimensions, and the numbers row by row.</summary>
    public (ImmutableArray<int> Shape, T[] Numbers) Read<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            using Stream? unpacked = IsPacked() ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : null;
            Stream plain = unpacked ?? stream;
            (byte type, int dimensions) = ReadMagicNumber(plain);
            ImmutableArray<int> shape = [.. Enumerable.Range(1, dimensions).Select(k => ReadDimension(plain, k, dimensions))];
            return (shape, ReadNumbers<T>(plain, type, shape));
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith(source, StringComparison.Ordinal))
        {
            throw Error("gzip", error.Message);
        }
    }

    /// <summary>An error in one field of the file.</summary>
    public InvalidDataException Error(string field, string message) => new($"{source}: {field}: {message}");

    private bool IsPacked()
    {
        if (!stream.CanSeek)
        {
            return false;
        }

        long start = stream.Position;
        bool packed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = start;
        return packed;
    }

    private (byte Type, int Dimensions) ReadMagicNumber(Stream plain)
    {
        Span<byte> magic = stackalloc byte[4];
        int read = plain.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        if (read < 4)
        {
            throw Error("magic number", Invariant($"the file ends after {read} of its 4 bytes."));
        }

        if (magic[0] != 0 || magic[1] != 0)
        {
            throw Error("magic number", Invariant($"it begins with {magic[0]:X2} {magic[1]:X2}; that of IDX begins with 00 00."));
        }

        if (Size(magic[2]) == 0)
        {
            throw Error("type", Invariant($"{magic[2]:X2} is none of 08 (byte), 09, 0B, 0C (integers), 0D and 0E (floats)."));
        }

        return magic[3] is >= 1 and <= MostDimensions
            ? (magic[2], magic[3])
            : throw Error("number of dimensions", Invariant($"it is {magic[3]}; 1 to {MostDimensions} can be read."));
    }

    private int ReadDimension(Stream plain, int number, int of)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (plain.ReadAtLeast(bytes, 4, throwOnEndOfStream: false) < 4)
        {
            throw Error(Invariant($"dimension {number} of {of}"), "the file ends before it.");
        }

        uint dimension = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return dimension <= Array.MaxLength
            ? (int)dimension
            : throw Error(Invariant($"dimension {number} of {of}"), Invariant($"{dimension} is more than an array can hold."));
    }

    /// <summary>Reads piece by piece: dimensions that are a lie cost no more memory than the file has bytes.</summary>
    private T[] ReadNumbers<T>(Stream plain, byte type, ImmutableArray<int> shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string extents = string.Join(" × ", shape.Select(extent => Invariant($"{extent}")));
        long count = shape.Contains(0) ? 0 : 1;
        foreach (int extent in shape)
        {
            // Below 2³¹ times below 2³¹: no product overflows before it is looked at.
            count *= extent;
            if (count > Array.MaxLength)
            {
                throw Error("dimensions", $"{extents} are more numbers than an array can hold.");
            }
        }

        int size = Size(type);
        var numbers = new List<T>((int)Math.Min(count, Piece));
        byte[] piece = new byte[(int)Math.Min(count * size, Piece)];
        while (numbers.Count < count)
        {
            int wanted = (int)Math.Min(Piece / size, count - numbers.Count);
            int read = plain.ReadAtLeast(piece.AsSpan(0, wanted * size), wanted * size, throwOnEndOfStream: false);
            if (read < wanted * size)
            {
                long bytes = ((long)numbers.Count * size) + read;
                throw Error("data", Invariant($"{extents} numbers take {count * size} bytes; the file ends after {bytes}."));
            }

            for (int at = 0; at < read; at += size)
            {
                numbers.Add(Number<T>(type, piece.AsSpan(at, size)));
            }
        }

        return plain.ReadByte() < 0 ? [.. numbers] : throw Error("data", $"something follows the {extents} numbers.");
    }

    /// <summary>Bytes of one element; 0 where there is no such type.</summary>
    private static int Size(byte type) =>
        type switch { 0x08 or 0x09 => 1, 0x0B => 2, 0x0C or 0x0D => 4, 0x0E => 8, _ => 0 };

    private static T Number<T>(byte type, ReadOnlySpan<byte> bytes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        type switch
        {
            0x08 => T.CreateTruncating(bytes[0]),
            0x09 => T.CreateTruncating((sbyte)bytes[0]),
            0x0B => T.CreateTruncating(BinaryPrimitives.ReadInt16BigEndian(bytes)),
            0x0C => T.CreateTruncating(BinaryPrimitives.ReadInt32BigEndian(bytes)),
            0x0D => T.CreateTruncating(BinaryPrimitives.ReadSingleBigEndian(bytes)),
            _ => T.CreateTruncating(BinaryPrimitives.ReadDoubleBigEndian(bytes)),
        };
}
