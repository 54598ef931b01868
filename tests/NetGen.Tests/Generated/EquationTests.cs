using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>Layers written as equations, against the same by other means.</summary>
public class EquationTests
{
    [Fact]
    public void A_dense_layer_by_equation_is_the_dense_layer_bit_for_bit()
    {
        var (dense, equation) = (ByDense.Create(3), ByEquation.Create(3));
        Assert.Equal(dense.Parameters.ToArray(), equation.Parameters.ToArray());
        Assert.Equal([5, 7], ByEquation.Info.Parameters[0].Shape.ToArray());
        Assert.Equal(7, equation.Equation1B.Length);
        float[] x = [.. Enumerable.Range(0, 5 * 19).Select(k => MathF.Sin(k))];
        float[] t = new float[3 * 19];
        var (y1, y2) = (new float[3 * 19], new float[3 * 19]);
        dense.Predict(x, y1);
        equation.Predict(x, y2);
        Assert.Equal(y1, y2);
        var (g1, g2) = (new float[ByDense.ParameterCount], new float[ByEquation.ParameterCount]);
        Assert.Equal(dense.Gradient(x, t, g1), equation.Gradient(x, t, g2));
        Assert.Equal(g1, g2);
    }

    [Fact]
    public void A_convolution_by_equation_is_the_sum_over_its_window()
    {
        var network = ConvolutionByEquation.Create(1);
        double[] x = [.. Enumerable.Range(0, 7 * 6 * 2).Select(k => Math.Sin(k * k))];
        var y = new double[4 * 6 * 2];
        network.Predict(x, y);
        var (k, b) = (network.Equation1K.ToArray(), network.Equation1B.ToArray());
        Assert.Equal([3, 3, 2, 2], ConvolutionByEquation.Info.Parameters[0].Shape.ToArray());
        for (var h = 0; h < 4; h++)
        {
            for (var v = 0; v < 6; v++)
            {
                for (var o = 0; o < 2; o++)
                {
                    var sum = b[o];
                    for (var i = 0; i < 3; i++)
                    {
                        for (var j = 0; j < 3; j++)
                        {
                            var (r, s) = (2 * h + i - 1, v + j - 1);
                            for (var c = 0; c < 2 && r is >= 0 and < 7 && s is >= 0 and < 6; c++)
                            {
                                sum += x[(r * 6 + s) * 2 + c] * k[((i * 3 + j) * 2 + c) * 2 + o];
                            }
                        }
                    }

                    Assert.Equal(Math.Tanh(sum), y[(h * 6 + v) * 2 + o], 1e-13);
                }
            }
        }
    }

    [Fact]
    public void What_comes_later_does_not_reach_causal_attention()
    {
        var network = AttentionByEquation.Create(1);
        double[] x = [.. Enumerable.Range(0, 20).Select(k => Math.Sin(k))];
        var (before, after) = (new double[15], new double[15]);
        network.Predict(x, before);
        x[12] += 1;
        network.Predict(x, after);
        Assert.Equal(before[..9], after[..9]);
        Assert.NotEqual(before[9..], after[9..]);
    }

    [Fact]
    public void A_recurrence_by_equation_runs_over_time()
    {
        var network = RecurrenceByEquation.Create(2);
        double[] x = [.. Enumerable.Range(0, 12).Select(k => Math.Cos(k))];
        var (w, u) = (network.RecurrentW.ToArray(), network.RecurrentU.ToArray());
        var h = new double[3];
        var first = h;
        for (var t = 0; t < 6; t++)
        {
            h = [.. Enumerable.Range(0, 3).Select(o => Math.Tanh(x[2 * t] * w[o] + x[2 * t + 1] * w[3 + o] + h[0] * u[o] + h[1] * u[3 + o] + h[2] * u[6 + o]))];
            first = t == 0 ? h : first;
        }

        var y = new double[3];
        network.Predict(x, y);
        for (var o = 0; o < 3; o++)
        {
            Assert.Equal(1.5 * h[o] + (first[o] > 0 ? Math.Sqrt(first[o]) : first[o] / (1 - first[o])), y[o], 1e-13);
        }
    }
}
