using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace NetGen.Tests;

/// <summary>Files that are part of a longer stream, or whose length is not known beforehand.</summary>
public class StreamedFileTests
{
    private static byte[] Valid()
    {
        using var stream = new MemoryStream();
        Line.Create(1).Save(stream);
        return stream.ToArray();
    }

    private static byte[] File(string header, int data)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, Encoding.UTF8.GetByteCount(header));
        return [.. prefix, .. Encoding.UTF8.GetBytes(header), .. new byte[data]];
    }

    private static string Refusal(Stream stream) =>
        Assert.Throws<InvalidDataException>(() => Line.Create(2).Load(stream)).Message;

    [Fact]
    public void A_file_may_begin_within_a_stream()
    {
        using var stream = new MemoryStream([1, 2, 3, .. Valid()]) { Position = 3 };
        Line network = Line.Create(2);
        network.Load(stream);
        Assert.Equal(Line.Create(1).Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void What_follows_or_is_missing_is_said_where_the_length_is_not_known()
    {
        Assert.Equal("safetensors: something follows the last tensor.", Refusal(new ForwardStream([.. Valid(), 0])));
        Assert.StartsWith("safetensors: the file ends before its last tensor", Refusal(new ForwardStream(Valid()[..^1])), StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_that_do_not_add_up_are_said()
    {
        byte[] file = Valid();
        long header = BinaryPrimitives.ReadInt64LittleEndian(file);
        Assert.Contains(
            $"the file has {file.Length + 1} bytes; its header accounts for {8 + header + 32}", Refusal(new MemoryStream([.. file, 0])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_longer_than_the_file_or_the_limit_is_refused_before_it_is_read()
    {
        byte[] file = Valid();
        BinaryPrimitives.WriteInt64LittleEndian(file, file.Length - 7);
        Assert.Equal($"safetensors: the header has {file.Length - 7} bytes, the file only {file.Length - 8} more.", Refusal(new MemoryStream(file)));
        BinaryPrimitives.WriteInt64LittleEndian(file, TensorHeader.Cap);
        Assert.Equal($"safetensors: the header has {TensorHeader.Cap} bytes, the file only {file.Length - 8} more.", Refusal(new MemoryStream(file)));
        BinaryPrimitives.WriteInt64LittleEndian(file, TensorHeader.Cap + 1);
        Assert.Equal($"safetensors: the header has {TensorHeader.Cap + 1} bytes; {TensorHeader.Cap} are allowed.", Refusal(new MemoryStream(file)));
    }

    [Fact]
    public void A_header_is_read_in_pieces()
    {
        byte[] file = Valid();
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        byte[] spaces = [.. Enumerable.Repeat((byte)' ', 100_000)];
        byte[] padded = [.. file[..(8 + header)], .. spaces, .. file[(8 + header)..]];
        BinaryPrimitives.WriteInt64LittleEndian(padded, header + spaces.Length);
        Line network = Line.Create(2);
        network.Load(padded);
        Assert.Equal(Line.Create(1).Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Theory]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", 0, "tensor A is larger than any memory")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,4]}}", 4, "tensor A of shape [1, 2] and type F32 does not take the 4 bytes it has.")]
    [InlineData("{}", 0, "tensor Dense1Weights of Line is missing")]
    [InlineData("{\"A\":1}", 0, "tensor A is no object")]
    [InlineData("[]", 0, "the header is no object")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"A\":{}}", 0, "the header names A twice")]
    [InlineData("{\"A\":{\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "needs dtype, shape and two data_offsets")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4, "needs dtype, shape and two data_offsets")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"note\":{\"of\":[1,{\"a\":2}]}}}", 4, "tensor Dense1Weights of Line is missing")]
    [InlineData(
        "{\"A\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"B\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,8]}}",
        8,
        "tensor B of shape [2] and type F32 does not take the 4 bytes it has.")]
    public void A_header_is_refused_for_what_is_wrong_with_it(string header, int data, string reason) =>
        Assert.Contains(reason, Refusal(new MemoryStream(File(header, data))), StringComparison.Ordinal);

    [Fact]
    public void Tensors_without_elements_stand_before_those_that_begin_at_the_same_byte()
    {
        const string header =
            "{\"Dense1Bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"Empty\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},"
            + "\"Dense1Weights\":{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[8,32]}}";
        Assert.Contains("Line has no tensor Empty", Refusal(new MemoryStream(File(header, 32))), StringComparison.Ordinal);
    }

    [Fact]
    public void Double_precision_is_kept()
    {
        double[] numbers = [1 / 3.0, -1e300, double.Epsilon, 4, 5, 6, 7, 8];
        using var stream = new MemoryStream();
        ParameterWriter.Write<double>(stream, Line.Info, numbers, []);
        Assert.Contains("\"F64\"", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
        stream.Position = 0;
        Assert.Equal(numbers, ParameterReader.Read<double>(stream, Line.Info));
    }

    [Fact]
    public void Tensors_longer_than_a_piece_are_kept()
    {
        var info = new NetworkInfo("Any", [300], [200], [], [new("W", "Any", [300, 200], 0, new(Initializer.Zeros), 300, 200)], "None");
        double[] numbers = [.. Enumerable.Range(0, 60_000).Select(k => k / 3.0)];
        using var stream = new MemoryStream();
        ParameterWriter.Write<double>(stream, info, numbers, []);
        stream.Position = 0;
        Assert.Equal(numbers, ParameterReader.Read<double>(stream, info));
    }

    [Fact]
    public void Nothing_is_refused_by_its_name()
    {
        Line network = Line.Create(1);
        Assert.Throws<ArgumentNullException>("stream", () => network.Save((Stream)null!));
        Assert.Throws<ArgumentNullException>("stream", () => network.Load((Stream)null!));
        Assert.Throws<ArgumentNullException>("path", () => network.Save((string)null!));
        Assert.Throws<ArgumentException>("path", () => network.Save(""));
        Assert.Throws<ArgumentNullException>("network", () => NetworkFiles.Save<Line, float>(null!, Stream.Null));
        Assert.Throws<ArgumentNullException>("network", () => NetworkFiles.Save<Line, float>(null!, "a"));
        Assert.Throws<ArgumentNullException>("network", () => NetworkFiles.Load<Line, float>(null!, Stream.Null));
        var error = Assert.Throws<DirectoryNotFoundException>(() => network.Save(Path.Combine("no", "where")));
        Assert.Equal($"There is no directory {Path.GetFullPath("no")}.", error.Message);
    }
}
