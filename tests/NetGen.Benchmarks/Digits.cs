using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>The network of the main sample.</summary>
[Network(64)]
[Dense(32), ReLU]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class DigitNet;

/// <summary>64-32-10 on the built-in digits: prediction, one gradient, and whole trainings of 20 epochs.</summary>
[InProcess]
[MemoryDiagnoser]
public class Digits
{
    private readonly Dataset<float> _digits = Dataset.Digits();
    private readonly DigitNet _network = DigitNet.Create(1);
    private readonly float[] _outputs = new float[32 * DigitNet.OutputSize];
    private readonly float[] _gradient = new float[DigitNet.ParameterCount];

    /// <summary>One sample.</summary>
    [Benchmark]
    public void PredictOne() => _network.Predict(_digits.Inputs[..64], _outputs.AsSpan(0, 10));

    /// <summary>32 samples.</summary>
    [Benchmark]
    public void PredictBatch() => _network.Predict(_digits.Inputs[..(32 * 64)], _outputs);

    /// <summary>Loss and gradient of 32 samples.</summary>
    [Benchmark]
    public float GradientOfBatch() => _network.Gradient(_digits.Inputs[..(32 * 64)], _digits.Labels[..32], _gradient);

    /// <summary>20 epochs of all 1,797 digits at batch 32.</summary>
    [Benchmark]
    public TrainingResult TrainByGradientDescent() => Train(new GradientDescent(0.1));

    /// <summary>20 epochs of all 1,797 digits at batch 32.</summary>
    [Benchmark]
    public TrainingResult TrainByAdam() => Train(new Adam(0.003));

    private TrainingResult Train(Optimizer optimizer) =>
        DigitNet.Create(1).Fit(_digits, new() { Epochs = 20, BatchSize = 32, Optimizer = optimizer, Measure = false });
}
