using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetGen.Core;

namespace NetGen.Generator.Reading;

/// <summary>Whether a reading keeps positions in the source.</summary>
internal abstract class Positions
{
    /// <summary>For the generator: what it compares must not change when text moves.</summary>
    public static Positions Dropped { get; } = new None();

    /// <summary>For the analyzer, which reports there.</summary>
    public static Positions Kept { get; } = new All();

    public abstract Position Of(SyntaxTree tree, TextSpan span);

    private sealed class None : Positions
    {
        public override Position Of(SyntaxTree tree, TextSpan span) => PositionModule.none;
    }

    private sealed class All : Positions
    {
        public override Position Of(SyntaxTree tree, TextSpan span)
        {
            LinePositionSpan lines = tree.GetLineSpan(span).Span;
            return new Position(
                tree.FilePath,
                span.Start,
                span.Length,
                lines.Start.Line,
                lines.Start.Character,
                lines.End.Line,
                lines.End.Character);
        }
    }
}
