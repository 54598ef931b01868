using System.IO.Compression;
using Xunit;

namespace NetGen.Tests;

public class IdxTests
{
    // Two samples of 1×3 bytes, and their labels.
    private static readonly byte[] _inputs = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 102, 153, 204, 255];
    private static readonly byte[] _labels = [0, 0, 8, 1, 0, 0, 0, 2, 4, 0];

    private static Dataset<float> Read(byte[] inputs, byte[] labels, params string[] classes) =>
        Dataset.ReadIdx<float>(
            new MemoryStream(inputs), new MemoryStream(labels), 1 / 255.0, classes is [] ? null : classes, "images", "digits");

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    [Fact]
    public void Samples_and_labels_are_read_packed_or_not()
    {
        foreach (Dataset<float> data in (Dataset<float>[])[Read(_inputs, _labels), Read(Packed(_inputs), Packed(_labels))])
        {
            Assert.Equal([1, 3], data.InputShape.ToArray());
            Assert.Equal([0, 0.2f, 0.4f, 0.6f, 0.8f, 1], data.Inputs.ToArray());
            Assert.Equal([4, 0], data.Labels.ToArray());
            Assert.Equal(["0", "1", "2", "3", "4"], data.Classes.ToArray());
        }
    }

    [Fact]
    public void Files_are_read_and_errors_name_them()
    {
        string directory = Directory.CreateTempSubdirectory("netgen").FullName;
        try
        {
            string inputs = Path.Combine(directory, "a.idx");
            string labels = Path.Combine(directory, "b.idx.gz");
            File.WriteAllBytes(inputs, _inputs);
            File.WriteAllBytes(labels, Packed(_labels));
            Assert.Equal(255, Dataset.ReadIdx<double>(inputs, labels).Input(1)[2]);
            var error = Assert.Throws<InvalidDataException>(() => Dataset.ReadIdx<float>(inputs, inputs));
            Assert.Equal("a.idx: number of dimensions: labels have one; got 3.", error.Message);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Theory]
    [InlineData(0x08, new byte[] { 254 }, 254)]
    [InlineData(0x09, new byte[] { 254 }, -2)]
    [InlineData(0x0B, new byte[] { 0xFF, 0xFE }, -2)]
    [InlineData(0x0C, new byte[] { 0, 1, 0, 0 }, 65536)]
    [InlineData(0x0D, new byte[] { 0xC0, 0x40, 0, 0 }, -3)]
    [InlineData(0x0E, new byte[] { 0xC0, 0x08, 0, 0, 0, 0, 0, 0 }, -3)]
    public void Elements_of_every_type_are_read(byte type, byte[] element, double value)
    {
        byte[] file = [0, 0, type, 1, 0, 0, 0, 1, .. element];
        Assert.Equal([value], new IdxReader(new MemoryStream(file), "x").Read<double>().Numbers);
    }

    public static TheoryData<byte[], byte[], string> Wrong =>
        new()
        {
            { [0, 0, 8], _labels, "images: magic number: the file ends after 3 of its 4 bytes." },
            { [.. "PNG!"u8], _labels, "images: magic number: it begins with 50 4E; that of IDX begins with 00 00." },
            { [0, 1, 8, 1], _labels, "images: magic number: it begins with 00 01; that of IDX begins with 00 00." },
            { [1, 0, 8, 1], _labels, "images: magic number: it begins with 01 00; that of IDX begins with 00 00." },
            { [0, 0, 8, 9, .. new byte[36]], _labels, "images: number of dimensions: it is 9; 1 to 8 can be read." },
            { [0, 0, 8, 1, 0x7F, 0xFF, 0xFF, 0xFF], _labels, "images: dimension 1 of 1: 2147483647 is more than an array can hold." },
            { [0, 0, 8, 1, 0x7F, 0xFF, 0xFF, 0xC7], _labels, "images: data: 2147483591 numbers take 2147483591 bytes; the file ends after 0." },
            { [0, 0, 0x0C, 1, 0, 1, 0, 0, .. new byte[100_000]], _labels, "images: data: 65536 numbers take 262144 bytes; the file ends after 100000." },
            { [.. _inputs, 0], _labels, "images: data: something follows the 2 × 1 × 3 numbers." },
            { [0, 0, 0x0C, 1, 0, 0, 0, 3, .. new byte[11]], _labels, "images: data: 3 numbers take 12 bytes; the file ends after 11." },
            { _inputs, [0, 0, 0x0C, 1, 0, 0, 0, 1, 0, 1, 0, 0], "digits: data: label 0 is 65536, no whole number in 0 … 65535." },
            { [0, 0, 7, 1], _labels, "images: type: 07 is none of 08 (byte), 09, 0B, 0C (integers), 0D and 0E (floats)." },
            { [0, 0, 8, 0], _labels, "images: number of dimensions: it is 0; 1 to 8 can be read." },
            { [0, 0, 8, 255], _labels, "images: number of dimensions: it is 255; 1 to 8 can be read." },
            { _inputs[..11], _labels, "images: dimension 2 of 3: the file ends before it." },
            { [0, 0, 8, 1, 255, 255, 255, 255], _labels, "images: dimension 1 of 1: 4294967295 is more than an array can hold." },
            { _inputs[..^1], _labels, "images: data: 2 × 1 × 3 numbers take 6 bytes; the file ends after 5." },
            { [.. _inputs, 1], _labels, "images: data: something follows the 2 × 1 × 3 numbers." },
            { _inputs, [0, 0, 8, 1, 0, 0, 0, 1, 4], "images: dimensions: 2 samples; digits has 1 labels." },
            { _inputs, _inputs, "digits: number of dimensions: labels have one; got 3." },
            { _inputs, [0, 0, 9, 1, 0, 0, 0, 2, 4, 255], "digits: data: label 1 is -1, no whole number in 0 … 65535." },
            { _inputs, [0, 0, 13, 1, 0, 0, 0, 1, 0x7F, 0xC0, 0, 0], "digits: data: label 0 is NaN, no whole number in 0 … 65535." },
            { [0, 0, 13, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0x7F, 0x80, 0, 0], _labels, "images: data: number 1 is not finite." },
            { [0, 0, 8, 3, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF], _labels, "images: dimensions: 65535 × 65535 × 65535 are more numbers than an array can hold." },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Errors_name_the_file_and_the_field(byte[] inputs, byte[] labels, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Read(inputs, labels)).Message);

    [Fact]
    public void Eight_dimensions_no_sample_and_the_last_class_are_read()
    {
        byte[] file = [0, 0, 8, 8, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7];
        Assert.Equal([7f], new IdxReader(new MemoryStream(file), "x").Read<float>().Numbers);
        Dataset<float> none = Read([0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 3], [0, 0, 8, 1, 0, 0, 0, 0]);
        Assert.Equal((0, 0), (none.Count, none.Classes.Length));
        Assert.Equal("e", Read(_inputs, _labels, "a", "b", "c", "d", "e").Classes[4]);
        var error = Assert.Throws<InvalidDataException>(() => Read(_inputs, _labels, "a", "b", "c", "d"));
        Assert.Equal("digits: data: label 0 is 4; there are 4 classes.", error.Message);
    }

    [Fact]
    public void A_stream_stays_open_and_need_not_be_at_its_beginning()
    {
        using var both = new MemoryStream([0x1F, 0, .. Packed(_inputs)]) { Position = 2 };
        Assert.Equal(6, new IdxReader(both, "x").Read<float>().Numbers.Length);
        both.Position = 0;
        var error = Assert.Throws<InvalidDataException>(() => new IdxReader(both, "x").Read<float>());
        Assert.Equal("x: magic number: it begins with 1F 00; that of IDX begins with 00 00.", error.Message);
    }

    [Fact]
    public void A_label_without_a_class_and_damaged_packing_are_errors()
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(_inputs, _labels, "zero", "one"));
        Assert.Equal("digits: data: label 0 is 4; there are 2 classes.", error.Message);
        byte[] packed = Packed(_inputs);
        packed[3] = 0xFF;
        error = Assert.Throws<InvalidDataException>(() => Read(packed, _labels));
        Assert.StartsWith("images: gzip: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_may_only_be_read_on() =>
        Assert.Equal(6, new IdxReader(new ForwardStream(_inputs), "x").Read<float>().Numbers.Length);

    [Fact]
    public void An_extent_of_zero_makes_up_for_others() =>
        Assert.Empty(new IdxReader(new MemoryStream([0, 0, 8, 3, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0]), "x").Read<float>().Numbers);

    [Fact]
    public void Random_damage_is_refused_or_read_and_costs_no_memory()
    {
        var random = new RandomNumbers(2026);
        byte[][] seeds = [_inputs, Packed(_inputs)];
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] file = [.. seeds[round % 2]];
            for (int flips = random.Below(4); flips >= 0; flips--)
            {
                file[random.Below(file.Length)] = (byte)random.Below(256);
            }

            file = file[..^random.Below(3)];
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Read(file, _labels);
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 1_000_000);
        }

        Assert.InRange(refused, 10_000, 19_999);
    }
}
