namespace NetGen.Tests.Printing;

/// <summary>Networks whose generated code is kept under review.</summary>
internal static class Networks
{
    public const string Digits =
        """
        using NetGen;

        namespace Reading;

        /// <summary>Reads digits of 8×8 pixels.</summary>
        [Network(64)]
        [Dense(32), ReLU]
        [Dense(10), Softmax]
        [CrossEntropy]
        public sealed partial class DigitNet;
        """;

    public const string Tiny =
        """
        using NetGen;

        [Network(4)]
        [Dense(32), Tanh]
        [Dense(32), Tanh]
        [Dense(2)]
        [MeanSquaredError]
        internal sealed partial class TinyNet;
        """;

    public const string Xor =
        """
        using NetGen;

        namespace Logic;

        /// <summary>True for one of two.</summary>
        [Network(2)]
        [Dense(2, Name = "Hidden", Weights = Initializer.Normal, WeightsStandardDeviation = 0.5), Sigmoid]
        [Dense(1, Name = "Output", Bias = false), Sigmoid]
        [BinaryCrossEntropy]
        public partial class XorNet;
        """;

    public const string Regression =
        """
        using NetGen;

        namespace Prices;

        /// <summary>Estimates a price.</summary>
        [Network(13, Precision = Precision.Double)]
        [Dense(16, Biases = Initializer.Constant, BiasesValue = 0.1), LeakyReLU(0.2)]
        [Dense(1)]
        [Huber(1.5)]
        public sealed partial class PriceNet;
        """;

    public const string Nested =
        """
        using NetGen;

        namespace Garden;

        /// <summary>Everything about flowers.</summary>
        public static partial class Flowers
        {
            /// <summary>How they are told apart.</summary>
            public partial interface ISpecies
            {
                /// <summary>By four lengths.</summary>
                [Network(4), Dense(3), LogSoftmax, CrossEntropy]
                public sealed partial class IrisNet;
            }
        }
        """;

    public const string EveryActivation =
        """
        using NetGen;

        [Network(5)]
        [Dense(8), Linear, ReLU, LeakyReLU, ELU(0.5), SELU, GELU, SiLU, Softplus, Sigmoid, HardSigmoid, Tanh]
        [Softmax, LogSoftmax, Dense(3)]
        [MeanAbsoluteError]
        internal sealed partial class EveryNet;
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [nameof(Digits)] = Digits,
        [nameof(Tiny)] = Tiny,
        [nameof(Xor)] = Xor,
        [nameof(Regression)] = Regression,
        [nameof(Nested)] = Nested,
        [nameof(EveryActivation)] = EveryActivation,
    };
}
