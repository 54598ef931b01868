using System.Buffers.Binary;
using System.Numerics;

namespace NetGen;

/// <summary>The checksum CRC-32C (Castagnoli) of bytes that come in pieces.</summary>
internal struct Crc32C()
{
    private uint _state = uint.MaxValue;

    public readonly uint Value => ~_state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            _state = BitOperations.Crc32C(_state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            _state = BitOperations.Crc32C(_state, value);
        }
    }
}
