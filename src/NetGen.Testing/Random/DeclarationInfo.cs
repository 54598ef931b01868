using System.Collections.Immutable;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>What the generator would write as a network's <c>Info</c>, without generating it.</summary>
internal static class DeclarationInfo
{
    public static NetworkInfo Of(Model model) =>
        new(
            model.Spec.Class,
            [.. model.InputShape],
            [.. model.OutputShape],
            [.. model.Layers.Select(Layer)],
            [.. model.Parameters.Select(Parameter)],
            string.Join(" + ", model.Heads.Select(head => head.Loss)))
        {
            Inputs = [.. model.Inputs.Select(Input)],
            Outputs = [.. model.Heads.Select(head => new OutputInfo(head.Name, [.. head.Shape], head.Offset, head.Loss, head.Weight) { Lengths = head.Lengths?.Value })],
            States = [.. model.States.Select(state => new StateInfo(state.Property, state.Layer, [.. state.Shape], state.Offset, state.Initial))],
        };

    private static LayerInfo Layer(Layer layer) =>
        new(
            layer.Name,
            layer.Kind,
            [.. layer.OutputShape],
            (int)ModelModule.parameterCount(layer.Parameters),
            ModelModule.multiplyAdds(layer.Equations));

    private static ParameterInfo Parameter(Parameter parameter)
    {
        Core.Initializer initializer = parameter.Initializer;
        (double first, double second) = initializer switch
        {
            Core.Initializer.Constant constant => (constant.Item, 0.0),
            Core.Initializer.Uniform uniform => (uniform.low, uniform.high),
            Core.Initializer.Normal normal => (normal.mean, normal.deviation),
            _ => (0, 0),
        };

        string kind = initializer.ToString().Split(' ')[0];
        return new(
            parameter.Property,
            parameter.Layer,
            [.. parameter.Shape],
            parameter.Offset,
            new(Enum.Parse<Initializer>(kind), first, second),
            parameter.FanIn,
            parameter.FanOut);
    }

    private static InputInfo Input(Input input)
    {
        (NetGen.InputKind kind, int limit) = input.Kind switch
        {
            Core.InputKind.Tokens tokens => (NetGen.InputKind.Tokens, tokens.Item),
            Core.InputKind.Length length => (NetGen.InputKind.Length, length.Item),
            _ => (NetGen.InputKind.Numbers, 0),
        };

        return new(input.Name, [.. input.Shape], input.Offset, kind, limit);
    }
}
