namespace NetGen.Tests.Generated;

// Layers written as equations.

[Network(5)]
[Dense(7, Weights = Initializer.HeNormal, Biases = Initializer.Uniform, BiasesMin = -1, BiasesMax = 1), ReLU]
[Dense(3), SumSquaredError]
internal sealed partial class ByDense;

[Network(5)]
[Equation("y[o] = relu(sum(i, x[i] * w[i,o]) + b[o])", "o = 7", "w ~ HeNormal", "b ~ Uniform(-1, 1)")]
[Dense(3), SumSquaredError]
internal sealed partial class ByEquation;

[Network(7, 6, 2, Precision = Precision.Double)]
[Equation(
    """
    y[h,v,o] = sum(i, j, c, x[2*h + i - 1, v + j - 1, c] * k[i,j,c,o]) + b[o]
    h = 4; v = 6; i = 3; j = 3; o = 2
    x = 0 outside
    k ~ GlorotUniform; b ~ Constant(0.1)
    """)]
[Tanh, SumSquaredError]
internal sealed partial class ConvolutionByEquation;

[Network(5, 4, Precision = Precision.Double)]
[Equation(
    "q[t,d] = sum(c, x[t,c] * Q[c,d]); k[t,d] = sum(c, x[t,c] * K[c,d]); v[t,d] = sum(c, x[t,c] * V[c,d])",
    "s[t,u] = choose(t >= u, sum(d, q[t,d] * k[u,d]) / sqrt(3), -1000)",
    "p[t,u] = exp(s[t,u] - lse(w, s[t,w]))",
    "y[t,d] = sum(u, p[t,u] * v[u,d])",
    "d = 3, u = 5, w = 5",
    "Q ~ GlorotUniform; K ~ GlorotUniform; V ~ GlorotUniform")]
[SumSquaredError]
internal sealed partial class AttentionByEquation;

[Network(6, 2, Precision = Precision.Double)]
[Equation(
    "h[t,o] = tanh(sum(c, x[t,c] * W[c,o]) + sum(j, h[t-1,j] * U[j,o]) + b[o])",
    "y[o] = h[5,o] * scale + Soft(h[0,o])",
    "o = 3; h = 0 outside; W ~ GlorotUniform; U ~ Orthogonal; b ~ Zeros; scale ~ Constant(1.5)",
    Name = "Recurrent")]
[SumSquaredError]
internal sealed partial class RecurrenceByEquation
{
    private static double Soft(double x) => x > 0 ? Math.Sqrt(x) : x / (1 - x);
}
