using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace NetGen.Tests;

public class SafetensorsTests
{
    private const string Weights = "\"Dense1Weights\":{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[8,32]}";
    private const string Bias = "\"Dense1Bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    private static byte[] File(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, json.Length);
        return [.. prefix, .. json, .. data];
    }

    private static byte[] Numbers(params float[] values)
    {
        var bytes = new byte[values.Length * 4];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return bytes;
    }

    private static byte[] Valid()
    {
        using var stream = new MemoryStream();
        Line.Create(1).Save(stream);
        return stream.ToArray();
    }

    private static void Refused(byte[] file, string reason)
    {
        Line network = Line.Create(2);
        float[] before = network.Parameters.ToArray();
        var error = Assert.Throws<InvalidDataException>(() => network.Load(file));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters.ToArray());

        // A stream that knows its length and one that does not are told the same, or at least refused.
        Assert.Throws<InvalidDataException>(() => network.Load(new Trickle(file)));
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void What_is_saved_is_loaded()
    {
        Line saved = Line.Create(1);
        Line loaded = Line.Create(2);
        loaded.Load(Valid());
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
        loaded = Line.Create(2);
        loaded.Load(new Trickle(Valid()));
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    [Fact]
    public void The_header_is_padded_and_the_tensors_are_sorted()
    {
        byte[] file = Valid();
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        Assert.Equal(0, length % 8);
        string header = Encoding.UTF8.GetString(file, 8, length);
        Assert.StartsWith("{\"__metadata__\":{\"network\":\"Line\",\"netgen.crc32c\":\"", header, StringComparison.Ordinal);
        Assert.EndsWith("\"}," + Bias + "," + Weights + "}", header.TrimEnd(' '), StringComparison.Ordinal);
        Assert.Equal(8 + length + 32, file.Length);
        Assert.Equal(Valid(), file);
    }

    [Fact]
    public void The_data_begin_at_a_multiple_of_eight_whatever_the_names()
    {
        for (int length = 1; length <= 8; length++)
        {
            using var stream = new MemoryStream();
            ParameterWriter.Write<float>(stream, Line.Info with { Name = new string('x', length) }, Line.Create(1).Parameters, []);
            Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(stream.ToArray()) % 8);
        }
    }

    [Fact]
    public void A_file_of_another_library_is_read()
    {
        Line network = Line.Create(1);
        network.Load(File($"  {{{Weights},{Bias}}}  ", Numbers(7, 8, 1, 2, 3, 4, 5, 6)));
        Assert.Equal([1f, 2, 3, 4, 5, 6, 7, 8], network.Parameters.ToArray());
    }

    public static TheoryData<string, byte[]> Types =>
        new()
        {
            { "F32", [0, 0, 0x40, 0xC0, 0, 0, 0x80, 0x3F] },
            { "F64", [0, 0, 0, 0, 0, 0, 8, 0xC0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F] },
            { "F16", [0, 0xC2, 0, 0x3C] },
            { "BF16", [0x40, 0xC0, 0x80, 0x3F] },
            { "I64", [0xFD, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0, 0, 0, 0, 0] },
            { "I32", [0xFD, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0] },
            { "U8", [253, 1] },
            { "BOOL", [0, 2] },
        };

    [Theory]
    [MemberData(nameof(Types))]
    public void Elements_of_every_type_are_widened(string type, byte[] bias)
    {
        int end = bias.Length;
        Line network = Line.Create(1);
        network.Load(File(
            $"{{\"Dense1Bias\":{{\"dtype\":\"{type}\",\"shape\":[2],\"data_offsets\":[0,{end}]}},"
            + $"\"Dense1Weights\":{{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[{end},{end + 24}]}}}}",
            [.. bias, .. Numbers(0, 0, 0, 0, 0, 0)]));
        float first = type switch { "U8" => 253, "BOOL" => 0, _ => -3 };
        Assert.Equal([first, 1], network.Parameters[6..].ToArray());
    }

    [Fact]
    public void Names_the_first_tensor_that_differs()
    {
        byte[] data = Numbers(new float[8]);
        Refused(File($"{{{Bias}}}", data[..8]), "tensor Dense1Weights of Line is missing");
        Refused(File($"{{{Weights.Replace("[3,2]", "[2,3]")},{Bias}}}", data), "tensor Dense1Weights has shape [2, 3]; Line's has [3, 2]");
        Refused(
            File($"{{{Weights},{Bias},\"Dense2Bias\":{{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[32,32]}}}}", data),
            "Line has no tensor Dense2Bias");
        Refused(
            File($"{{{Weights},{Bias.Replace("F32", "F8_E4M3")}}}", data),
            "tensor Dense1Bias has elements of type F8_E4M3; F32, F64, F16, BF16, I64, I32, U8, BOOL can be read");
    }

    [Theory]
    [InlineData("{W,B,\"Dense1Bias\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}", "names Dense1Bias twice")]
    [InlineData("{W,B,\"\\u0044ense1Bias\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}", "names Dense1Bias twice")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}", "tensor A names dtype twice")]
    [InlineData("{\"__metadata__\":{\"a\":\"b\",\"a\":\"b\"}}", "__metadata__ names a twice")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", "holds strings only")]
    [InlineData("{\"__metadata__\":[]}", "is no object")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,0]}}", "whole numbers from 0 on")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}", "whole numbers from 0 on")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,4]}}", "shape is no list")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[1]}}", "needs dtype, shape and two data_offsets")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}}", "needs dtype, shape and two data_offsets")]
    [InlineData("{\"A\":{\"dtype\":7,\"shape\":[1],\"data_offsets\":[0,4]}}", "not the JSON of tensors")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "where 0 should begin it")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"B\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "where 4 should begin it")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}", "does not take the 8 bytes")]
    [InlineData("{\"A\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}", "larger than any memory")]
    [InlineData("{\"A\":{\"dtype\":\"F64\",\"shape\":[2305843009213693952],\"data_offsets\":[0,0]}}", "larger than any memory")]
    [InlineData("{W,B} {}", "not the JSON of tensors")]
    [InlineData("{W,B,}", "not the JSON of tensors")]
    [InlineData("[W]", "the header is no object")]
    [InlineData("", "not the JSON of tensors")]
    [InlineData("{\"\\uD800\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}", "not the JSON of tensors")]
    public void A_header_that_breaks_a_rule_is_refused(string header, string reason) =>
        Refused(
            File(header.Replace("W", Weights, StringComparison.Ordinal).Replace("B}", Bias + "}", StringComparison.Ordinal)
                .Replace("B,", Bias + ",", StringComparison.Ordinal), Numbers(new float[8])),
            reason);

    [Fact]
    public void Lengths_are_checked_before_they_are_believed()
    {
        Refused([1, 2, 3], "shorter than 8 bytes");
        Refused([1, 0, 0, 0, 0, 0, 0, 0x80], "100000000 are allowed");
        Refused([255, 0xE0, 0xF5, 5, 0, 0, 0, 0, 1], "the file only 1 more");
        Refused(File($"{{{Weights},{Bias}}}", Numbers(new float[9])), "its header accounts for");
        Refused(File($"{{{Weights},{Bias}}}", Numbers(new float[7])), "its header accounts for");
        Refused(File("{\"\xFF", [])[..^1], "");
        byte[] text = File("{\"A\":1}", []);
        text[10] = 0xFF;
        Refused(text, "not UTF-8");
    }

    [Fact]
    public void A_bit_that_flipped_is_noticed()
    {
        byte[] file = Valid();
        file[^3] ^= 1;
        Refused(file, "checksum");
    }

    [Fact]
    public void The_checksum_is_the_known_one()
    {
        var checksum = new Crc32C();
        checksum.Append("1234"u8);
        checksum.Append("56789"u8);
        Assert.Equal(0xE3069283u, checksum.Value);
    }

    [Fact]
    public void Random_damage_is_refused_and_costs_no_memory()
    {
        byte[][] seeds = [Valid(), File($"{{{Weights},{Bias}}}", Numbers(new float[8]))];
        var random = new RandomNumbers(2026);
        int refused = 0;
        Line network = Line.Create(2);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] file = Damage(seeds[random.Below(2)], ref random);
            float[] before = network.Parameters.ToArray();
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                network.Load(file);
            }
            catch (InvalidDataException)
            {
                refused++;
                Assert.Equal(before, network.Parameters.ToArray());
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 100_000);
        }

        Assert.InRange(refused, 10_000, 20_000);
    }

    private static byte[] Damage(byte[] valid, ref RandomNumbers random)
    {
        var file = new List<byte>(valid);
        for (int cut = random.Below(4); cut >= 0; cut--)
        {
            int at = random.Below(file.Count);
            switch (random.Below(5))
            {
                case 0:
                    file[at] = (byte)random.Below(256);
                    break;
                case 1:
                    file[at] ^= (byte)(1 << random.Below(8));
                    break;
                case 2:
                    file.RemoveRange(at, Math.Min(file.Count - at - 1, random.Below(9)));
                    break;
                case 3:
                    file.InsertRange(at, file.GetRange(at, Math.Min(file.Count - at, random.Below(40))));
                    break;
                default:
                    file[at] = (byte)"{}[]:,\"0123456789\\uF"[random.Below(20)];
                    break;
            }
        }

        return [.. file];
    }

    /// <summary>A stream that does not know its length and gives three bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 3));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 3)]);
    }
}
