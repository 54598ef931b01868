using Xunit;

namespace NetGen.Tests;

public sealed class SaveTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("netgen").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string Model => Path.Combine(_directory, "model.safetensors");

    [Fact]
    public void A_file_is_written_and_read()
    {
        Line saved = Line.Create(1);
        saved.Save(Model);
        Line loaded = Line.Create(2);
        loaded.Load(Model);
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.Equal([Model], Directory.GetFiles(_directory));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        File.WriteAllText(Model, "old");
        Assert.Throws<IOException>(() => SafeFile.Write(Model, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("the disk is full");
        }));
        Assert.Equal("old", File.ReadAllText(Model));
        Assert.Equal([Model], Directory.GetFiles(_directory));
        SafeFile.Write(Model, stream => stream.WriteByte((byte)'n'));
        Assert.Equal("n", File.ReadAllText(Model));
    }

    [Fact]
    public void Errors_name_the_file()
    {
        File.WriteAllText(Model, "no network at all");
        var error = Assert.Throws<InvalidDataException>(() => Line.Create(1).Load(Model));
        Assert.StartsWith("model.safetensors: ", error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Line.Create(1).Load(Path.Combine(_directory, "none")));
        Assert.Throws<DirectoryNotFoundException>(() => Line.Create(1).Save(Path.Combine(_directory, "no", "where")));
    }
}
