using static System.FormattableString;

namespace NetGen.Benchmarks.Rows;

/// <summary>Whether a row computes what it should: a wrong answer is worth nothing, however fast.</summary>
/// <param name="Passed">Whether it does.</param>
/// <param name="Text">What was found.</param>
internal sealed record Check(bool Passed, string Text)
{
    private const double Tolerance = 2e-5;

    /// <summary>Compares outputs with those of the reference, if there is one.</summary>
    public static Check Outputs(ReadOnlySpan<float> outputs, float[]? reference)
    {
        if (reference is null)
        {
            bool finite = true;
            foreach (float output in outputs)
            {
                finite &= float.IsFinite(output);
            }

            return new(finite, finite ? "no reference" : "not finite");
        }

        double worst = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double error = Math.Abs((double)outputs[i] - reference[i]);
            worst = error > worst || double.IsNaN(error) ? error : worst;
        }

        return new(worst <= Tolerance, Invariant($"error {worst:0.0e+0}"));
    }

    /// <summary>Training must bring the loss down to the part of its beginning that is asked for.</summary>
    public static Check Loss(double before, double after, double atMost, int steps) =>
        new(after / before <= atMost, Invariant($"loss ×{after / before:G4} in {steps} steps"));

    /// <summary>The probabilities that reference logits mean.</summary>
    public static float[]? Probabilities(float[]? logits, int classes)
    {
        float[]? result = logits?.ToArray();
        for (int row = 0; row < result?.Length; row += classes)
        {
            Span<float> y = result.AsSpan(row, classes);
            double sum = 0;
            foreach (float logit in y)
            {
                sum += Math.Exp(logit);
            }

            for (int i = 0; i < classes; i++)
            {
                y[i] = (float)(Math.Exp(y[i]) / sum);
            }
        }

        return result;
    }
}
