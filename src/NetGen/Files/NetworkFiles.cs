using System.Numerics;

namespace NetGen;

/// <summary>
/// Saves and loads the parameters and the running statistics of any network as safetensors, the format that Python's
/// libraries read and write: tensors named and shaped as in <see cref="NetworkInfo.Parameters"/> and
/// <see cref="NetworkInfo.States"/>.
/// </summary>
public static class NetworkFiles
{
    /// <summary>
    /// Writes the network to a file. It is replaced as a whole: if anything fails, the old file is still there.
    /// </summary>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers, written as F32 or F64.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<TSelf, T>(this INetwork<TSelf, T> network, string path)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        SafeFile.Write(path, network.Save);
    }

    /// <summary>Writes the network to a stream.</summary>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers, written as F32 or F64.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">Where to.</param>
    public static void Save<TSelf, T>(this INetwork<TSelf, T> network, Stream stream)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        ParameterWriter.Write<T>(stream, TSelf.Info, network.Parameters, network.State);
    }

    /// <summary>
    /// Reads the network from a file: all of it, or nothing if anything is wrong.
    /// </summary>
    /// <remarks>
    /// F32, F64, F16, BF16, I64, I32, U8 and BOOL are read, rounded to the network's numbers. Files from strangers are
    /// safe: every length is checked before it is believed.
    /// </remarks>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">
    /// The file is malformed, or does not fit: the message names the first tensor that is missing, has another shape, or
    /// is not the network's.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<TSelf, T>(this INetwork<TSelf, T> network, string path)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using FileStream stream = File.OpenRead(path);
        network.Load(stream, Path.GetFileName(path));
    }

    /// <summary>Reads the network from a stream, up to its end: all of it, or nothing if anything is wrong.</summary>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">Where from.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static void Load<TSelf, T>(this INetwork<TSelf, T> network, Stream stream, string name = "safetensors")
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            ReadOnlySpan<T> numbers = ParameterReader.Read<T>(stream, TSelf.Info);
            numbers[..network.Parameters.Length].CopyTo(network.Parameters);
            numbers[network.Parameters.Length..].CopyTo(network.State);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: {error.Message}", error);
        }
    }

    /// <summary>Reads the network from bytes: all of it, or nothing if anything is wrong.</summary>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="bytes">A whole file, copied: an embedded resource, for example.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static void Load<TSelf, T>(this INetwork<TSelf, T> network, ReadOnlySpan<byte> bytes)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        network.Load(stream);
    }
}
