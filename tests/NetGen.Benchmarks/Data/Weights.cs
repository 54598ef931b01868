namespace NetGen.Benchmarks.Data;

/// <summary>Puts the shared initial weights, which lie as PyTorch has them, into a network's parameters.</summary>
internal static class Weights
{
    /// <summary>Dense layers one behind the other, their files numbered from 0.</summary>
    /// <returns>The same network.</returns>
    public static T Dense<T>(T network, string file)
        where T : INetwork<T>
    {
        foreach (LayerInfo layer in T.Info.Layers.Where(layer => layer.Kind == "Dense"))
        {
            int number = int.Parse(layer.Name["Dense".Length..], System.Globalization.CultureInfo.InvariantCulture);
            ParameterInfo weights = Find<T>($"{layer.Name}Weights");
            Put(network, weights, $"{file}.{number - 1}.w.f32", [weights.Shape[1], weights.Shape[0]], [1, 0]);
            Put(network, Find<T>($"{layer.Name}Bias"), $"{file}.{number - 1}.b.f32");
        }

        return network;
    }

    /// <summary>LeNet-5, whose pictures have their channels outermost in PyTorch and innermost here.</summary>
    /// <returns>The same network.</returns>
    public static T LeNet<T>(T network)
        where T : INetwork<T>
    {
        Dense(network, "w4.d");
        Put(network, Find<T>("Conv2D1Weights"), "w4.c1.w.f32", [6, 1, 5, 5], [2, 3, 1, 0]);
        Put(network, Find<T>("Conv2D1Bias"), "w4.c1.b.f32");
        Put(network, Find<T>("Conv2D2Weights"), "w4.c2.w.f32", [16, 6, 5, 5], [2, 3, 1, 0]);
        Put(network, Find<T>("Conv2D2Bias"), "w4.c2.b.f32");
        Put(network, Find<T>("Dense1Weights"), "w4.d.0.w.f32", [120, 16, 5, 5], [2, 3, 1, 0]);
        return network;
    }

    /// <summary>An LSTM or a GRU, whose two biases are one here as far as they add up, and the dense layer behind it.</summary>
    /// <returns>The same network.</returns>
    public static T Recurrent<T>(T network, string layer, int gates, int units)
        where T : INetwork<T>
    {
        string file = $"w5.{(layer == "LSTM" ? "lstm" : "gru")}{units}";
        Put(network, Find<T>($"{layer}1InputWeights"), file + ".wih.f32", [gates, units, 1], [0, 2, 1]);
        Put(network, Find<T>($"{layer}1RecurrentWeights"), file + ".whh.f32", [gates, units, units], [0, 2, 1]);
        float[] input = SharedFiles.Numbers(file + ".bih.f32", gates * units, 1 / Math.Sqrt(units));
        float[] recurrent = SharedFiles.Numbers(file + ".bhh.f32", gates * units, 1 / Math.Sqrt(units));
        int added = layer == "LSTM" ? gates * units : 2 * units;
        Span<float> bias = Of(network, Find<T>($"{layer}1Bias"));
        for (int i = 0; i < bias.Length; i++)
        {
            bias[i] = input[i] + (i < added ? recurrent[i] : 0);
        }

        if (layer == "GRU")
        {
            recurrent.AsSpan(added).CopyTo(Of(network, Find<T>("GRU1RecurrentBias")));
        }

        Put(network, Find<T>("Dense1Weights"), file + ".dw.f32", [1, units], [1, 0]);
        Put(network, Find<T>("Dense1Bias"), file + ".db.f32");
        return network;
    }

    private static ParameterInfo Find<T>(string name)
        where T : INetwork<T> =>
        T.Info.Parameters.Single(parameter => parameter.Name == name);

    private static Span<float> Of<T>(T network, ParameterInfo parameter)
        where T : INetwork<T> =>
        network.Parameters.Slice(parameter.Offset, parameter.Length);

    private static void Put<T>(T network, ParameterInfo parameter, string file)
        where T : INetwork<T> =>
        Read(parameter, file).CopyTo(Of(network, parameter));

    /// <summary>Writes a tensor of the given shape with its axes in another order.</summary>
    private static void Put<T>(T network, ParameterInfo parameter, string file, int[] shape, int[] order)
        where T : INetwork<T>
    {
        float[] source = Read(parameter, file);
        Span<float> target = Of(network, parameter);
        var strides = new int[shape.Length];
        for (int axis = shape.Length - 1, stride = 1; axis >= 0; stride *= shape[axis--])
        {
            strides[axis] = stride;
        }

        for (int to = 0; to < target.Length; to++)
        {
            int from = 0;
            for (int axis = order.Length - 1, rest = to; axis >= 0; rest /= shape[order[axis--]])
            {
                from += rest % shape[order[axis]] * strides[order[axis]];
            }

            target[to] = source[from];
        }
    }

    private static float[] Read(ParameterInfo parameter, string file) =>
        SharedFiles.Numbers(file, parameter.Length, 1 / Math.Sqrt(int.Max(parameter.FanIn, 1)));
}
