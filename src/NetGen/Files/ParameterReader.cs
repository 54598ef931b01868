using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using static System.FormattableString;

namespace NetGen;

/// <summary>
/// Reads a network's parameters and state from a safetensors file. Nothing is allocated on the word of the file alone: at most as
/// much as it really holds, or as the network needs.
/// </summary>
internal static class ParameterReader
{
    private const int Piece = 1 << 16;

    /// <summary>Reads everything, or throws: the parameters, and the state after them.</summary>
    /// <exception cref="InvalidDataException">The file is malformed or holds another network.</exception>
    public static T[] Read<T>(Stream stream, NetworkInfo info)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long? length = stream.CanSeek ? stream.Length - stream.Position : null;
        long headerLength = ReadHeaderLength(stream, length);
        TensorHeader header = TensorHeader.Parse(ReadBytes(stream, headerLength));
        if (length is not null && 8 + headerLength + header.DataLength != length)
        {
            throw new InvalidDataException(
                Invariant($"the file has {length} bytes; its header accounts for {8 + headerLength + header.DataLength}."));
        }

        ImmutableArray<NamedTensor> order = Match(header, info);
        var numbers = new T[info.ParameterCount + info.StateCount];
        uint checksum = ReadData(stream, header, order, numbers);
        if (stream.ReadByte() >= 0)
        {
            throw new InvalidDataException("something follows the last tensor.");
        }

        if (header.Metadata.TryGetValue(ParameterWriter.ChecksumName, out string? stated)
            && stated != checksum.ToString("x8", CultureInfo.InvariantCulture))
        {
            throw new InvalidDataException("the numbers are damaged: they do not have the checksum that the file states.");
        }

        return numbers;
    }

    private static long ReadHeaderLength(Stream stream, long? length)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
        {
            throw new InvalidDataException("the file is shorter than 8 bytes.");
        }

        ulong header = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (header > TensorHeader.Cap)
        {
            throw new InvalidDataException(Invariant($"the header has {header} bytes; {TensorHeader.Cap} are allowed."));
        }

        return length is null || (long)header <= length - 8
            ? (long)header
            : throw new InvalidDataException(Invariant($"the header has {header} bytes, the file only {length - 8} more."));
    }

    /// <summary>Reads bytes piece by piece: a length that is a lie costs no more memory than the file has bytes.</summary>
    private static byte[] ReadBytes(Stream stream, long count)
    {
        using var bytes = new MemoryStream();
        byte[] piece = new byte[(int)Math.Min(count, Piece)];
        while (bytes.Length < count)
        {
            int read = stream.Read(piece, 0, (int)Math.Min(piece.Length, count - bytes.Length));
            if (read == 0)
            {
                throw Truncated();
            }

            bytes.Write(piece, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>Finds the network's tensor for every one of the file; otherwise names the first that differs.</summary>
    /// <returns>The network's tensors in the order of the file's.</returns>
    private static ImmutableArray<NamedTensor> Match(TensorHeader header, NetworkInfo info)
    {
        ImmutableArray<NamedTensor> wanted = NamedTensor.All(info);
        foreach (NamedTensor tensor in wanted)
        {
            TensorEntry entry = header.Tensors.FirstOrDefault(entry => entry.Name == tensor.Name)
                ?? throw new InvalidDataException($"tensor {tensor.Name} of {info.Name} is missing.");
            if (!entry.Shape.SequenceEqual(tensor.Shape.Select(extent => (long)extent)))
            {
                throw new InvalidDataException(
                    Invariant($"tensor {tensor.Name} has shape [{string.Join(", ", entry.Shape)}]; ")
                    + Invariant($"{info.Name}'s has [{string.Join(", ", tensor.Shape)}]."));
            }
        }

        return
        [
            .. header.Tensors.Select(entry =>
                wanted.FirstOrDefault(tensor => tensor.Name == entry.Name)
                ?? throw new InvalidDataException($"{info.Name} has no tensor {entry.Name}.")),
        ];
    }

    private static uint ReadData<T>(
        Stream stream, TensorHeader header, ImmutableArray<NamedTensor> order, T[] numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var checksum = new Crc32C();
        byte[] piece = ArrayPool<byte>.Shared.Rent(Piece);
        foreach ((TensorEntry entry, NamedTensor tensor) in header.Tensors.Zip(order))
        {
            int size = entry.Type.Size();
            Span<T> values = numbers.AsSpan(tensor.Offset, tensor.Length);
            while (!values.IsEmpty)
            {
                int count = Math.Min(values.Length, Piece / size);
                Span<byte> bytes = piece.AsSpan(0, count * size);
                if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                {
                    throw Truncated();
                }

                checksum.Append(bytes);
                Elements.Decode(entry.Type, bytes, values[..count]);
                values = values[count..];
            }
        }

        ArrayPool<byte>.Shared.Return(piece);
        return checksum.Value;
    }

    private static InvalidDataException Truncated() => new("the file ends before its last tensor.");
}
