using System.Numerics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace NetGen.Tests.Roslyn;

/// <summary>A declared network, generated, compiled and loaded: of either precision, behind arrays of doubles.</summary>
internal abstract class RunningNetwork
{
    public abstract NetworkInfo Info { get; }

    public abstract double[] Parameters { get; set; }

    public abstract double[] State { get; set; }

    public abstract double Penalty { get; }

    public abstract double[] Predict(double[] inputs);

    public abstract double Loss(double[] inputs, double[] targets);

    public abstract (double Loss, double[] Gradient) Gradient(double[] inputs, double[] targets);

    public virtual double Loss(double[] inputs, int[] labels) => throw new NotSupportedException();

    public virtual (double Loss, double[] Gradient) Gradient(double[] inputs, int[] labels) => throw new NotSupportedException();

    /// <summary>The class of the project that is a network.</summary>
    public static async Task<RunningNetwork> OfAsync(UserProject project)
    {
        Generated generated = project.Generate();
        Assert.Empty(await generated.AnalyzeAsync());
        using MemoryStream image = new();
        EmitResult result = generated.Compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));

        Type network = Assembly.Load(image.ToArray()).GetExportedTypes().Single(type => Face(type, typeof(INetwork<,>)) is not null);
        Type number = Face(network, typeof(INetwork<,>))!.GetGenericArguments()[1];
        Type running = Face(network, typeof(IClassifier<,>)) is null ? typeof(Running<,>) : typeof(RunningClassifier<,>);
        return (RunningNetwork)Activator.CreateInstance(running.MakeGenericType(network, number))!;
    }

    private static Type? Face(Type type, Type face) =>
        type.GetInterfaces().SingleOrDefault(other => other.IsGenericType && other.GetGenericTypeDefinition() == face);

    private class Running<TNetwork, T> : RunningNetwork
        where TNetwork : INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected TNetwork Network { get; } = TNetwork.Create(0);

        public override NetworkInfo Info => TNetwork.Info;

        public override double[] Parameters
        {
            get => Doubles(Network.Parameters);
            set => Numbers(value).CopyTo(Network.Parameters);
        }

        public override double[] State
        {
            get => Doubles(Network.State);
            set => Numbers(value).CopyTo(Network.State);
        }

        public override double Penalty => double.CreateChecked(Network.Penalty());

        public override double[] Predict(double[] inputs)
        {
            T[] outputs = new T[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
            Network.Predict(Numbers(inputs), outputs);
            return Doubles(outputs);
        }

        public override double Loss(double[] inputs, double[] targets) =>
            double.CreateChecked(Network.Loss(Numbers(inputs), Numbers(targets)));

        public override (double Loss, double[] Gradient) Gradient(double[] inputs, double[] targets)
        {
            T[] gradient = new T[TNetwork.ParameterCount];
            T loss = Network.Gradient(Numbers(inputs), Numbers(targets), gradient);
            return (double.CreateChecked(loss), Doubles(gradient));
        }

        protected static T[] Numbers(double[] values) => Array.ConvertAll(values, T.CreateChecked);

        protected static double[] Doubles(ReadOnlySpan<T> values) => Array.ConvertAll(values.ToArray(), double.CreateChecked);
    }

    private sealed class RunningClassifier<TNetwork, T> : Running<TNetwork, T>
        where TNetwork : IClassifier<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public override double Loss(double[] inputs, int[] labels) => double.CreateChecked(Network.Loss(Numbers(inputs), labels));

        public override (double Loss, double[] Gradient) Gradient(double[] inputs, int[] labels)
        {
            T[] gradient = new T[TNetwork.ParameterCount];
            T loss = Network.Gradient(Numbers(inputs), labels, gradient);
            return (double.CreateChecked(loss), Doubles(gradient));
        }
    }
}
