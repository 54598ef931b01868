using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using static System.FormattableString;

namespace NetGen;

/// <summary>One tensor of a file: its bytes are [Begin, End) of the data.</summary>
internal sealed record TensorEntry(string Name, ElementType Type, ImmutableArray<long> Shape, long Begin, long End);

/// <summary>
/// The header of a safetensors file: what the JSON says, checked as a whole before anything is read by it. The tensors
/// stand in the order of their bytes, which leave no hole, do not overlap and have the sizes that type and shape ask for.
/// </summary>
internal sealed record TensorHeader(ImmutableArray<TensorEntry> Tensors, ImmutableDictionary<string, string> Metadata)
{
    /// <summary>The longest header that is read or written.</summary>
    public const long Cap = 100_000_000;

    /// <summary>The name under which a header holds what is no tensor.</summary>
    public const string MetadataName = "__metadata__";

    /// <summary>The length of the data.</summary>
    public long DataLength => Tensors.IsEmpty ? 0 : Tensors[^1].End;

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">It is malformed.</exception>
    public static TensorHeader Parse(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new InvalidDataException("the header is not UTF-8.");
        }

        var tensors = new List<TensorEntry>();
        ImmutableDictionary<string, string> metadata = ImmutableDictionary<string, string>.Empty;
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            HashSet<string> names = Enter(ref reader, "the header");
            while (NextName(ref reader, names, "the header") is { } name)
            {
                if (name == MetadataName)
                {
                    metadata = ReadMetadata(ref reader);
                }
                else
                {
                    tensors.Add(ReadTensor(ref reader, name));
                }
            }

            // White space may follow; anything else throws.
            reader.Read();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"the header is not the JSON of tensors: {error.Message}", error);
        }

        ImmutableArray<TensorEntry> ordered = [.. tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End)];
        CheckOrder(ordered);
        return new(ordered, metadata);
    }

    private static HashSet<string> Enter(ref Utf8JsonReader reader, string where) =>
        reader.TokenType == JsonTokenType.StartObject
            ? new(StringComparer.Ordinal)
            : throw new InvalidDataException($"{where} is no object.");

    /// <summary>The next property of the object that the reader is in, or null at its end; a name may occur once.</summary>
    private static string? NextName(ref Utf8JsonReader reader, HashSet<string> names, string where)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        string name = reader.GetString()!;
        if (!names.Add(name))
        {
            throw new InvalidDataException($"{where} names {name} twice.");
        }

        reader.Read();
        return name;
    }

    private static ImmutableDictionary<string, string> ReadMetadata(ref Utf8JsonReader reader)
    {
        ImmutableDictionary<string, string>.Builder metadata = ImmutableDictionary.CreateBuilder<string, string>();
        HashSet<string> names = Enter(ref reader, MetadataName);
        while (NextName(ref reader, names, MetadataName) is { } name)
        {
            metadata.Add(
                name,
                reader.TokenType == JsonTokenType.String
                    ? reader.GetString()!
                    : throw new InvalidDataException($"{MetadataName} holds strings only, but {name} is none."));
        }

        return metadata.ToImmutable();
    }

    private static TensorEntry ReadTensor(ref Utf8JsonReader reader, string tensor)
    {
        ElementType? type = null;
        ImmutableArray<long>? shape = null;
        ImmutableArray<long>? offsets = null;
        HashSet<string> names = Enter(ref reader, $"tensor {tensor}");
        while (NextName(ref reader, names, $"tensor {tensor}") is { } name)
        {
            switch (name)
            {
                case "dtype":
                    type = ReadType(reader.GetString(), tensor);
                    break;
                case "shape":
                    shape = ReadNumbers(ref reader, tensor, name);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref reader, tensor, name);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return type is null || shape is null || offsets is not { Length: 2 } range
            ? throw new InvalidDataException($"tensor {tensor} needs dtype, shape and two data_offsets.")
            : new(tensor, type.Value, shape.Value, range[0], range[1]);
    }

    private static ElementType ReadType(string? name, string tensor) =>
        Enum.GetNames<ElementType>().Contains(name)
            ? Enum.Parse<ElementType>(name!)
            : throw new InvalidDataException(
                $"tensor {tensor} has elements of type {name}; {string.Join(", ", Enum.GetNames<ElementType>())} can be read.");

    private static ImmutableArray<long> ReadNumbers(ref Utf8JsonReader reader, string tensor, string what)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new InvalidDataException($"tensor {tensor}: {what} is no list.");
        }

        ImmutableArray<long>.Builder numbers = ImmutableArray.CreateBuilder<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(
                reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) && number >= 0
                    ? number
                    : throw new InvalidDataException($"tensor {tensor}: {what} holds something else than whole numbers from 0 on."));
        }

        return numbers.ToImmutable();
    }

    private static void CheckOrder(ImmutableArray<TensorEntry> tensors)
    {
        long end = 0;
        foreach (TensorEntry tensor in tensors)
        {
            if (tensor.Begin != end || tensor.End < tensor.Begin)
            {
                throw new InvalidDataException(
                    Invariant($"tensor {tensor.Name} lies at {tensor.Begin} … {tensor.End}, where {end} should begin it."));
            }

            if (SizeOf(tensor) != tensor.End - tensor.Begin)
            {
                throw new InvalidDataException(
                    Invariant($"tensor {tensor.Name} of shape [{string.Join(", ", tensor.Shape)}] and type {tensor.Type} ")
                    + Invariant($"does not take the {tensor.End - tensor.Begin} bytes it has."));
            }

            end = tensor.End;
        }
    }

    private static long SizeOf(TensorEntry tensor)
    {
        try
        {
            return checked(tensor.Shape.Aggregate(1L, (product, extent) => product * extent) * tensor.Type.Size());
        }
        catch (OverflowException error)
        {
            throw new InvalidDataException($"tensor {tensor.Name} is larger than any memory.", error);
        }
    }
}
