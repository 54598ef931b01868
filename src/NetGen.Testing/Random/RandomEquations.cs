using Microsoft.FSharp.Collections;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>Texts of <c>[Equation]</c> for rows, sequences and images.</summary>
internal static class RandomEquations
{
    private static readonly string[][] Rows =
    [
        ["y[o] = relu(sum(i, x[i] * w[i,o]) + b[o])", "o = 3", "w ~ HeNormal", "b ~ Zeros"],
        ["y[o] = max(i, x[i] + w[i,o])", "o = 2", "w ~ Normal(0, 0.1)"],
        ["y[o] = lse(i, x[i] * w[i,o])", "o = 5", "w ~ GlorotUniform"],
        ["h[o] = tanh(sum(i, x[i] * w[i,o])); y[p] = sum(o, h[o] * h[o] * v[o,p])", "o = 4", "p = 3", "w ~ GlorotNormal", "v ~ GlorotNormal"],
    ];

    private static readonly string[][] Sequences =
    [
        ["h[t,o] = tanh(sum(i, x[t,i] * w[i,o]) + 0.5 * h[t-1,o]); y[t,o] = h[t,o]", "o = 3", "w ~ GlorotUniform"],
        ["y[t,o] = sum(i, x[t,i] * w[i,o] + x[t-1,i] * v[i,o])", "o = 4", "w ~ GlorotUniform", "v ~ GlorotUniform", "x = 0 outside"],
    ];

    private static readonly string[][] Images =
    [
        ["y[h,w,c] = x[h,w,c] * s[c] + 0.25 * x[h+1,w-1,c]", "s ~ Constant(0.5)", "x = 0 outside"],
    ];

    /// <summary>What suits a signal of that many extents.</summary>
    public static Argument Draw(Random random, Signal signal)
    {
        string[][] texts = signal.Shape.Length switch
        {
            1 => Rows,
            2 => Sequences,
            _ => Images,
        };

        return Argument.NewMany(ListModule.OfSeq(random.Pick(texts).Select(Argument.NewText)));
    }
}
