using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NetGen.Testing;

namespace Company.Tests;

/// <summary>What must hold of anything random. FsCheck draws a hundred cases and shrinks one that fails to a small one.</summary>
public static class Properties
{
    /// <summary>The gradient written by hand is right at any weights, not only where it was first looked at.</summary>
    public static Property TheGradientIsRight() =>
        Prop.ForAll((int bias, int first, int second) =>
        {
            double[] weights = [bias / 10.0, first / 10.0, second / 10.0];
            FunctionReport report = GradientCheck.Check<double>(LogisticLoss.Value, LogisticLoss.Gradient, weights, dual: LogisticLoss.Value);
            return report.Passed.Label(report.ToString());
        });

    /// <summary>Outputs are probabilities, whatever the parameters and the inputs are.</summary>
    public static Property OutputsAreProbabilities() =>
        Prop.ForAll(SampleArbitraries.Of<FlowerNet>(SampleKinds.Tame | SampleKinds.Saturating), samples =>
        {
            FlowerNet network = FlowerNet.Create(seed: 1);
            samples.CopyTo(network);
            var outputs = new float[samples.Count * FlowerNet.OutputSize];
            network.Predict(samples.Inputs.AsSpan(), outputs);
            return outputs.Chunk(FlowerNet.OutputSize).All(row => row.Min() >= 0 && Math.Abs(row.Sum() - 1) < 1e-5);
        });
}
