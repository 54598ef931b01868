using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using static System.FormattableString;

namespace NetGen;

/// <summary>
/// Writes a network's parameters and state as a safetensors file: a header padded to 8 bytes, then the tensors by name,
/// all of one alignment. The same numbers give the same bytes.
/// </summary>
internal static class ParameterWriter
{
    /// <summary>The metadata that holds the CRC-32C of the data, eight hexadecimal digits.</summary>
    public const string ChecksumName = "netgen.crc32c";

    private const int Piece = 1 << 13;

    private delegate void Sink(ReadOnlySpan<byte> bytes);

    /// <summary>Writes all parameters and all state.</summary>
    /// <exception cref="InvalidDataException">There are more names than a header may hold.</exception>
    public static void Write<T>(Stream stream, NetworkInfo info, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NamedTensor[] order = [.. NamedTensor.All(info).OrderBy(tensor => tensor.Name, StringComparer.Ordinal)];
        ReadOnlySpan<T> numbers = state.IsEmpty ? parameters : (T[])[.. parameters, .. state];
        var checksum = new Crc32C();
        Encode(order, numbers, bytes => checksum.Append(bytes));
        byte[] header = Header(info, order, Elements.Of<T>(), checksum.Value);
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        Encode(order, numbers, stream.Write);
    }

    private static byte[] Header(NetworkInfo info, NamedTensor[] order, ElementType type, uint checksum)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject(TensorHeader.MetadataName);
            json.WriteString("network", info.Name);
            json.WriteString(ChecksumName, checksum.ToString("x8", CultureInfo.InvariantCulture));
            json.WriteEndObject();
            long offset = 0;
            foreach (NamedTensor tensor in order)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", type.ToString());
                json.WriteStartArray("shape");
                foreach (int extent in tensor.Shape)
                {
                    json.WriteNumberValue(extent);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += (long)tensor.Length * type.Size());
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (bytes.Length % 8 != 0)
        {
            bytes.WriteByte((byte)' ');
        }

        return bytes.Length <= TensorHeader.Cap
            ? bytes.ToArray()
            : throw new InvalidDataException(Invariant($"The header has {bytes.Length} bytes; {TensorHeader.Cap} are allowed."));
    }

    private static void Encode<T>(NamedTensor[] order, ReadOnlySpan<T> numbers, Sink sink)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var piece = new byte[Piece * Elements.Of<T>().Size()];
        foreach (NamedTensor tensor in order)
        {
            ReadOnlySpan<T> values = numbers.Slice(tensor.Offset, tensor.Length);
            while (!values.IsEmpty)
            {
                int count = Math.Min(values.Length, Piece);
                Elements.Encode(values[..count], piece);
                sink(piece.AsSpan(0, count * Elements.Of<T>().Size()));
                values = values[count..];
            }
        }
    }
}
