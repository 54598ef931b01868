using System.Text;
using static System.FormattableString;

namespace NetGen;

/// <summary>
/// Reads RFC 4180 strictly: fields in quotes may hold separators, line breaks and doubled quotes; a quote elsewhere, or
/// one that is never closed, is an error. A byte-order mark is skipped.
/// </summary>
internal sealed class CsvReader(TextReader text, char separator, string source)
{
    private readonly StringBuilder _field = new();

    /// <summary>The row last read, counted from 1.</summary>
    public int Row { get; private set; }

    /// <summary>The next row's fields; null at the end.</summary>
    public List<string>? Next()
    {
        if (Row == 0 && text.Peek() == '\uFEFF')
        {
            text.Read();
        }

        if (text.Peek() < 0)
        {
            return null;
        }

        Row++;
        var fields = new List<string>();
        do
        {
            fields.Add(text.Peek() == '"' ? Quoted(fields.Count + 1) : Plain(fields.Count + 1));
        }
        while (EndsField(fields.Count));
        return fields;
    }

    /// <summary>An error at a field, counted from 1.</summary>
    public InvalidDataException Error(int column, string message) =>
        new(Invariant($"{source}: row {Row}, column {column}: {message}"));

    private string Plain(int column)
    {
        _field.Clear();
        for (int next = text.Peek(); next >= 0 && next != separator && next is not ('\n' or '\r'); next = text.Peek())
        {
            if (next == '"')
            {
                throw Error(column, "a quote inside a field that does not begin with one.");
            }

            _field.Append((char)text.Read());
        }

        return _field.ToString();
    }

    private string Quoted(int column)
    {
        _field.Clear();
        text.Read();
        while (true)
        {
            int next = text.Read();
            if (next < 0)
            {
                throw Error(column, "a quote is never closed.");
            }

            if (next == '"')
            {
                if (text.Peek() != '"')
                {
                    return _field.ToString();
                }

                text.Read();
            }

            _field.Append((char)next);
        }
    }

    /// <summary>Reads what follows a field: true after a separator, false at the row's end.</summary>
    private bool EndsField(int column)
    {
        int next = text.Read();
        if (next == separator)
        {
            return true;
        }

        if (next == '\r' && text.Peek() == '\n')
        {
            text.Read();
        }
        else if (next is >= 0 and not ('\n' or '\r'))
        {
            throw Error(column, "text after a closing quote.");
        }

        return false;
    }
}
