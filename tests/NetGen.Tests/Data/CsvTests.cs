using System.Globalization;
using Xunit;

namespace NetGen.Tests;

public class CsvTests
{
    private static Dataset<float> Read(string text, CsvOptions? options = null) =>
        Dataset.ReadCsv<float>(new StringReader(text), options, "table");

    [Fact]
    public void Reads_names_numbers_and_classes()
    {
        Dataset<float> data = Read("\uFEFFlength,width,kind\n1.5,2,rose\n-3e2,4,\"dog, \"\"wild\"\" \"\r\n5,6,rose");
        Assert.Equal([1.5f, 2, -300, 4, 5, 6], data.Inputs.ToArray());
        Assert.Equal(["dog, \"wild\" ", "rose"], data.Classes.ToArray());
        Assert.Equal([1, 0, 1], data.Labels.ToArray());
    }

    [Fact]
    public void Reads_targets_by_name_and_by_position()
    {
        const string text = "a,b,c\n1,2,3\n4,5,6\n";
        Dataset<float> byName = Read(text, new() { Targets = ["c", "a"] });
        Assert.Equal([2f, 5], byName.Inputs.ToArray());
        Assert.Equal([3f, 1, 6, 4], byName.Targets.ToArray());
        Assert.Equal([1f, 4], Read(text, new() { Targets = ["0"] }).Targets.ToArray());
        Assert.Equal([2f, 5], Read(text, new() { Targets = ["^2"] }).Targets.ToArray());
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_name_and_only_there()
    {
        Assert.Equal(["1", "2"], Read("\uFEFFa,b\n2,3\n1,4\n", new() { Label = "a" }).Classes.ToArray());
        Assert.Equal(["x", "\uFEFFx"], Read("a,b\nx,1\n\uFEFFx,2\n", new() { Label = "a" }).Classes.ToArray());
    }

    [Fact]
    public void A_file_is_read_and_errors_name_it()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "a,b\n1,x\n2,y\n");
            Assert.Equal([1f, 2], Dataset.ReadCsv<float>(path).Inputs.ToArray());
            var error = Assert.Throws<InvalidDataException>(() => Dataset.ReadCsv<float>(path, new() { Label = "a" }));
            Assert.Equal($"{Path.GetFileName(path)}: row 2, column 2: 'x' is no finite number.", error.Message);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Throws<ArgumentNullException>("text", () => Dataset.ReadCsv<float>((TextReader)null!));
    }

    [Fact]
    public void Any_character_may_stand_in_a_class()
    {
        Assert.Equal(["\0", "\0\0"], Read("a,b\n1,\0\n2,\"\0\0\"\n").Classes.ToArray());
        Assert.Equal(["\0"], Read("\0,b\n\0,1\n", new() { Label = "\0" }).Classes.ToArray());
        var error = Assert.Throws<InvalidDataException>(() => Read("a,b\n1,\"x\"\0\n"));
        Assert.Equal("table: row 2, column 2: text after a closing quote.", error.Message);
    }

    [Fact]
    public void Classes_some_of_which_are_numbers_are_in_the_order_of_their_texts() =>
        Assert.Equal(["10", "2", "x"], Read("a,b\n1,2\n1,x\n1,10\n").Classes.ToArray());

    [Fact]
    public void A_table_of_labels_alone_has_no_samples() =>
        Assert.Equal(0, Read("a\nx\ny\n").Count);

    [Fact]
    public void Without_a_header_columns_are_positions()
    {
        Assert.Equal([7f], Read("b,7\n", new() { Header = false, Label = "0" }).Inputs.ToArray());
        var error = Assert.Throws<ArgumentException>(() => Read("b,7\n", new() { Header = false, Label = "b" }));
        Assert.StartsWith("No column 'b' among 2. ", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Read("b,7\n", new() { Header = false, Label = "2" }));
    }

    [Fact]
    public void Whole_numbers_are_classes_in_their_order() =>
        Assert.Equal(["2", "10"], Read("1;10\n2;2\n", new() { Header = false, Separator = ';' }).Classes.ToArray());

    [Theory]
    [InlineData("a,b\n1,x\n2,y\nz,x\n", "table: row 4, column 1: 'z' is no finite number.")]
    [InlineData("a,b\n1,x\n,y\n", "table: row 3, column 1: a value is missing.")]
    [InlineData("a,b\nNaN,y\n", "table: row 2, column 1: 'NaN' is no finite number.")]
    [InlineData("a,b\n1e99,y\n", "table: row 2, column 1: '1e99' is no finite number.")]
    [InlineData("a,b\n1,x\n1\n", "table: row 3, column 1: the row has 1 fields, the first row 2.")]
    [InlineData("a,b\n1,x,3\n", "table: row 2, column 2: the row has 3 fields, the first row 2.")]
    [InlineData("a,b\n1,\"x\n", "table: row 2, column 2: a quote is never closed.")]
    [InlineData("a,b\n1,\"x\"y\n", "table: row 2, column 2: text after a closing quote.")]
    [InlineData("a,b\n1\"2\",y\n", "table: row 2, column 1: a quote inside a field that does not begin with one.")]
    [InlineData("", "table is empty.")]
    public void Errors_name_the_row_and_the_column(string text, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(text));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Names_the_columns_there_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Read("a,b\n1,2\n", new() { Label = "c" }));
        Assert.StartsWith("No column 'c' among 2: a, b.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_none_of_those_given_is_an_error()
    {
        var error = Assert.Throws<InvalidDataException>(() => Read("a,b\n1,x\n2,y\n", new() { Classes = ["x"] }));
        Assert.Equal("table: row 3, column 2: 'y' is none of the classes.", error.Message);
    }

    [Fact]
    public void The_culture_makes_no_difference()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };
            Assert.Equal([1.5f], Read("a,b\n1.5,x\n").Inputs.ToArray());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
