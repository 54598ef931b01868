using System.Numerics;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>Activations and losses of one's own, compiled, against the methods themselves and their differences.</summary>
public class CustomTests
{
    [Fact]
    public void An_activation_has_the_values_and_slopes_of_its_method()
    {
        Activation(SwishSingle.Create(1), SwishSingle.Swish, 2e-6f);
        Activation(MishDouble.Create(1), MishDouble.Mish, 1e-13);
        Activation(PiecesDouble.Create(1), PiecesDouble.Pieces, 1e-13);
        Activation(EverythingDouble.Create(1), EverythingDouble.Everything, 1e-13);
        Activation(RootSingle.Create(1), RootSingle.Root, 2e-6f);
    }

    [Fact]
    public void A_loss_is_the_mean_of_its_method()
    {
        Loss(PinballDouble.Create(1), PinballDouble.Pinball, 1e-13);
        Loss(LogCoshSingle.Create(1), LogCoshSingle.LogCosh, 1e-6f);
    }

    [Theory]
    [InlineData(-200f)]
    [InlineData(-1e30f)]
    [InlineData(200f)]
    public void The_logistic_function_written_out_has_a_finite_slope(float x)
    {
        var network = SwishSingle.Create(1);
        network.Parameters[0] = 1;
        var gradient = new float[1];
        network.Gradient([x], [SwishSingle.Swish(x) - 0.5f], gradient);
        Assert.True(float.IsFinite(gradient[0]), $"{gradient[0]}");
    }

    /// <summary>√x has the slope ∞ at 0 and none below, but is not chosen there.</summary>
    [Theory]
    [InlineData(0f)]
    [InlineData(-4f)]
    public void What_is_not_chosen_has_no_slope(float x)
    {
        var network = RootSingle.Create(1);
        network.Parameters[0] = 1;
        var gradient = new float[1];
        network.Gradient([x], [0.1f * x - 0.5f], gradient);
        Assert.Equal(0.1f * x, gradient[0], 1e-6f);
    }

    /// <summary>With the weight 1 the output is f(x); with the residual ½ the slope by the weight is x·f′(x).</summary>
    private static void Activation<TSelf, T>(INetwork<TSelf, T> network, Func<T, T> function, T tolerance)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        network.Parameters[0] = T.One;
        T[] x = [.. Enumerable.Range(-60, 121).Select(k => T.CreateChecked(k / 17.0 + 0.001))];
        var y = new T[x.Length];
        network.Predict(x, y);
        for (var i = 0; i < x.Length; i++)
        {
            Close(function(x[i]), y[i], tolerance, $"f({x[i]})");

            var gradient = new T[1];
            network.Gradient([x[i]], [y[i] - T.CreateChecked(0.5)], gradient);
            var step = T.Sqrt(tolerance) * T.CreateChecked(0.1);
            var slope = (function(x[i] + step) - function(x[i] - step)) / (x[i] + step - (x[i] - step));
            Close(x[i] * slope, gradient[0], T.Sqrt(tolerance) * T.CreateChecked(50), $"x·f'(x) at {x[i]}");
        }
    }

    private static void Loss<TSelf, T>(INetwork<TSelf, T> network, Func<T, T, T> function, T tolerance)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = [.. Enumerable.Range(0, 7 * TSelf.InputSize).Select(k => T.CreateChecked(Math.Sin(k)))];
        T[] t = [.. Enumerable.Range(0, 7 * TSelf.OutputSize).Select(k => T.CreateChecked(Math.Cos(k)))];
        var y = new T[t.Length];
        network.Predict(x, y);
        var mean = y.Zip(t, function).Aggregate((a, b) => a + b) / T.CreateChecked(t.Length);
        Close(mean, network.Loss(x, t), tolerance, "loss");
    }

    private static void Close<T>(T expected, T actual, T tolerance, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Assert.True(
            T.Abs(expected - actual) <= tolerance * T.Max(T.One, T.Abs(expected)),
            FormattableString.Invariant($"{what}: {expected} expected, {actual} computed"));
}
