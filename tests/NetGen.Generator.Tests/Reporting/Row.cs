using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Tests.Roslyn;
using Xunit;

namespace NetGen.Tests.Reporting;

/// <summary>A failing source and the one diagnostic it must give.</summary>
/// <param name="Id">NG0001 …</param>
/// <param name="Source">A file, in which [| and |] stand around the text to blame.</param>
/// <param name="Message">The whole message.</param>
public sealed record Row(string Id, string Source, string Message)
{
    /// <summary>Fails on any diagnostic but that one.</summary>
    public async Task AssertAsync(OptimizationLevel optimization)
    {
        int start = Source.IndexOf("[|", StringComparison.Ordinal);
        int end = Source.IndexOf("|]", StringComparison.Ordinal) - "[|".Length;
        Assert.True(start >= 0 && end >= start, "The source must mark the text to blame with [| and |].");
        string text = Source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

        Diagnostic diagnostic = Assert.Single(await (UserProject.Of(text) with { Optimization = optimization }).AnalyzeAsync());

        Assert.Equal(Id, diagnostic.Id);
        Assert.Equal(text[start..end], text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(start, diagnostic.Location.SourceSpan.Start);
        Assert.Equal(Message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }
}
