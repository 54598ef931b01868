namespace NetGen.Tests.Vectors;

/// <summary>
/// A number of about 106 bits times a power of two: the unevaluated sum of two doubles (T. J. Dekker, 1971), and an
/// exponent of its own, so that the bits below a denormal double are still there.
/// </summary>
internal readonly record struct Extended(double High, double Low = 0, int Exponent = 0)
{
    private static readonly Extended[] InverseFactorials = Factorials();
    private static readonly Extended Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    private static readonly Extended TwoBySqrtPi = new(1.1283791670955126, 1.533545961316588e-17);

    public static Extended operator -(Extended a) => new(-a.High, -a.Low, a.Exponent);

    public static Extended operator +(Extended a, Extended b)
    {
        if (a.Exponent != b.Exponent)
        {
            var least = Math.Max(a.Exponent, b.Exponent);
            return a.At(least) + b.At(least);
        }

        var (sum, error) = TwoSum(a.High, b.High);
        var (low, lost) = TwoSum(a.Low, b.Low);
        (sum, error) = FastTwoSum(sum, error + low);
        (sum, error) = FastTwoSum(sum, error + lost);
        return new(sum, error, a.Exponent);
    }

    public static Extended operator -(Extended a, Extended b) => a + -b;

    public static Extended operator *(Extended a, Extended b)
    {
        var product = a.High * b.High;
        var error = Math.FusedMultiplyAdd(a.High, b.High, -product) + (a.High * b.Low + a.Low * b.High);
        var (high, low) = FastTwoSum(product, error);
        return new(high, low, a.Exponent + b.Exponent);
    }

    public static Extended operator /(Extended a, Extended b)
    {
        var first = new Extended(a.High / b.High, 0, a.Exponent - b.Exponent);
        var rest = a - first * b;
        var second = new Extended(rest.High / b.High, 0, rest.Exponent - b.Exponent);
        rest -= second * b;
        return first + second + new Extended(rest.High / b.High, 0, rest.Exponent - b.Exponent);
    }

    public static Extended Exp(double x) => Exp(new Extended(x));

    /// <summary>eˣ, with the power of two kept apart.</summary>
    public static Extended Exp(Extended x)
    {
        if (Math.Abs(x.High) > 2000)
        {
            return new(1, 0, x.High > 0 ? 3000 : -3000);
        }

        var n = Math.Round(x.High / Ln2.High);
        var growth = Growth(x - new Extended(n) * Ln2);
        var e = new Extended(1) + growth;
        return e with { Exponent = (int)n };
    }

    public static Extended Expm1(double x) =>
        Math.Abs(x) < 0.35 ? Growth(new(x)) : x > 100 ? Exp(x) : Exp(x) + new Extended(-1);

    public static Extended Log(double x)
    {
        var exponent = Math.ILogB(x);
        var m = Math.ScaleB(x, -exponent);
        if (m > 1.4142)
        {
            m /= 2;
            exponent++;
        }

        return new Extended(exponent) * Ln2 + Log1p(new Extended(m - 1));
    }

    /// <summary>log(1 + x): its series for small x, else one step of Newton's from the double result.</summary>
    public static Extended Log1p(Extended x)
    {
        var (value, exponent) = (x.High, x.Exponent);
        if (exponent < -60)
        {
            return x;
        }

        if (Math.Abs(Math.ScaleB(value, exponent)) < 1e-3)
        {
            var sum = new Extended(0);
            for (var k = 14; k >= 1; k--)
            {
                sum = x * (new Extended(k % 2 == 1 ? 1 : -1) / new Extended(k) + sum);
            }

            return sum;
        }

        var start = new Extended(Math.Log((new Extended(1) + x).Value));
        var d = (new Extended(1) + x) * Exp(-start) - new Extended(1);
        return start + (d - d * d * new Extended(0.5));
    }

    public static Extended Tanh(double x)
    {
        if (Math.Abs(x) > 25)
        {
            return new(Math.Sign(x));
        }

        var e = Expm1(2 * x);
        return e / (e + new Extended(2));
    }

    public static Extended Sigmoid(double x)
    {
        var e = Exp(-Math.Abs(x));
        return (x < 0 ? e : new Extended(1)) / (e.Exponent < -200 ? new Extended(1) : e + new Extended(1));
    }

    public static Extended Softplus(double x)
    {
        var rest = Log1p(Exp(-Math.Abs(x)));
        return x <= 0 ? rest : rest.Exponent < -200 ? new(x) : new Extended(x) + rest;
    }

    /// <summary>2/√π · e^(−x²) · Σ 2ᵏ x²ᵏ⁺¹ / (1·3·…·(2k+1)): every term has the sign of x.</summary>
    public static Extended Erf(double x)
    {
        if (Math.Abs(x) > 6.5)
        {
            return new(Math.Sign(x));
        }

        if (Math.Abs(x) < 1e-100)
        {
            return new Extended(x) * TwoBySqrtPi;
        }

        var square = new Extended(x) * new Extended(x);
        var term = new Extended(x);
        var sum = term;
        for (var k = 1; Math.Abs(term.High) > 1e-34 * Math.Abs(sum.High); k++)
        {
            term = term * square * new Extended(2) / new Extended(2 * k + 1);
            sum += term;
        }

        return TwoBySqrtPi * Exp(-square) * sum;
    }

    /// <summary>The nearest double, or almost.</summary>
    public double Value => Math.ScaleB(High + Low, Exponent);

    /// <summary>How far a result is from this, in units of its last place.</summary>
    public double Ulps(double result)
    {
        if (double.IsNaN(result))
        {
            return double.PositiveInfinity;
        }

        if (double.IsInfinity(result))
        {
            return Math.ScaleB(High, Math.Max(Exponent - 1024, -2000)) >= 1 - Math.ScaleB(1, -54) ? 0 : double.PositiveInfinity;
        }

        var place = High == 0 ? -1074 : Math.Max(Math.ILogB(High) + Exponent, -1022) - 52;
        return Math.ScaleB(Math.Abs(Math.ScaleB(result, -Exponent) - High - Low), Exponent - place);
    }

    private Extended At(int exponent) =>
        new(Math.ScaleB(High, Exponent - exponent), Math.ScaleB(Low, Exponent - exponent), exponent);

    /// <summary>eˣ − 1 by its series, for |x| ≤ 0.35.</summary>
    private static Extended Growth(Extended x)
    {
        var sum = new Extended(0);
        for (var k = InverseFactorials.Length - 1; k >= 1; k--)
        {
            sum = x * (InverseFactorials[k] + sum);
        }

        return sum;
    }

    private static Extended[] Factorials()
    {
        var inverse = new Extended[30];
        inverse[0] = new(1);
        for (var k = 1; k < inverse.Length; k++)
        {
            inverse[k] = inverse[k - 1] / new Extended(k);
        }

        return inverse;
    }

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, a - (sum - part) + (b - part));
    }

    private static (double Sum, double Error) FastTwoSum(double a, double b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }
}
