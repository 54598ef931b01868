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
    public void Running_statistics_are_saved_beside_the_parameters()
    {
        Tagger saved = Tagger.Create(1);
        saved.State[0] = 7;
        saved.Save(Model);
        Tagger loaded = Tagger.Create(2);
        loaded.Load(Model);
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.Equal(7, loaded.State[0]);
    }

    [Fact]
    public void A_file_without_the_running_statistics_or_with_others_is_refused_as_a_whole()
    {
        Refused([], "tensor Norm1Mean of Tagger is missing.");
        Refused([new("Norm1Mean", "Norm1", [2], 0, 0)], "tensor Norm1Mean has shape [2]; Tagger's has [1].");

        void Refused(StateInfo[] states, string reason)
        {
            using var stream = new MemoryStream();
            ParameterWriter.Write<float>(stream, Tagger.Info with { States = [.. states] }, [8, 9], new float[states.Length * 2]);
            Tagger network = Tagger.Create(3);
            var error = Assert.Throws<InvalidDataException>(() => network.Load(stream.ToArray()));
            Assert.EndsWith(reason, error.Message, StringComparison.Ordinal);
            Assert.Equal([0, 3], network.Parameters.ToArray());
            Assert.Equal(0.5f, network.State[0]);
        }
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
