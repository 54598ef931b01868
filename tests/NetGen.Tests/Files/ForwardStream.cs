namespace NetGen.Tests;

/// <summary>A stream that can only be read on.</summary>
internal sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;
}
