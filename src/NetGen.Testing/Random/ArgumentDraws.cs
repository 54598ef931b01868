using System.Collections.Immutable;
using Microsoft.FSharp.Collections;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>Random arguments of a layer, by the rules that the catalogue has for them.</summary>
internal static class ArgumentDraws
{
    /// <summary>Arguments whose values depend on more than their rule: of a layer, or of all with that argument.</summary>
    private static readonly Dictionary<string, Func<Random, Signal, Argument>> Special = new()
    {
        ["heads"] = (random, _) => Whole(random.Next(1, 4)),
        ["Groups"] = (random, _) => Whole(random.Next(1, 4)),
        ["scale"] = (random, _) => Whole(random.Next(1, 4)),
        ["Reshape.shape"] = (random, signal) => Shape(Reshaped(random, signal.Shape.Aggregate(1, (size, extent) => size * extent))),
        ["Equation.equations"] = (random, signal) => RandomEquations.Draw(random, signal),
    };

    public static Argument Whole(int value) => Argument.NewInteger(value);

    public static Argument Shape(IEnumerable<int> extents) => Argument.NewMany(ListModule.OfSeq(extents.Select(Whole)));

    /// <summary>A layer's arguments and settings; what is left out has its default.</summary>
    public static (ImmutableArray<Argument> Arguments, ImmutableArray<Setting> Settings) Draw(
        Random random, Entry entry, Signal signal)
    {
        var arguments = ImmutableArray.CreateBuilder<Argument>();
        var settings = ImmutableArray.CreateBuilder<Setting>();
        var values = new Dictionary<string, Argument>();

        foreach (Rule rule in EntryModule.rules(entry))
        {
            if (rule.Absence is Absence.Default @default)
            {
                values[rule.Name] = @default.Item;
            }

            // a constructor's argument, after which none may be left out
            bool isPositional = char.IsLower(rule.Name[0]);
            bool counts = rule.OnlyWith is null
                || (values.TryGetValue(rule.OnlyWith.Value.Item1, out Argument? value) && value.Equals(rule.OnlyWith.Value.Item2));

            if (counts && (isPositional || random.Chance(Likelihood(rule))) && Draw(random, entry, rule, signal) is { } drawn)
            {
                values[rule.Name] = drawn;
                if (isPositional)
                {
                    arguments.Add(drawn);
                }
                else
                {
                    settings.Add(new(rule.Name, drawn));
                }
            }
        }

        return (arguments.ToImmutable(), settings.ToImmutable());
    }

    private static double Likelihood(Rule rule) =>
        rule.Absence.IsForbidden ? 1
        : rule.Values is Values.Member { @enum: nameof(Initializer) } ? 0.05
        : rule.Name is "L1" or "L2" ? 0.08
        : 0.3;

    /// <summary>Nothing where a rule asks for names, which connect layers.</summary>
    private static Argument? Draw(Random random, Entry entry, Rule rule, Signal signal) =>
        Special.TryGetValue($"{entry.Name}.{rule.Name}", out var special) || Special.TryGetValue(rule.Name, out special)
            ? special(random, signal)
            : rule.Values switch
            {
                Values.Whole { high: > short.MaxValue } => Whole(random.Width()),
                Values.Whole whole => Whole(random.Next(whole.low, 4)),
                Values.Member member => Argument.NewChoice(random.Pick([.. member.members])),
                { IsFlag: true } => Argument.NewTruth(random.Chance(0.5)),
                { IsAny: true } => Tenths(random, -20, 20),
                { IsPositive: true } => Tenths(random, 1, 30),
                { IsFraction: true } => Tenths(random, 0, 9),
                { IsNotNegativeNumber: true } => Argument.NewReal(random.Pick([0, 0.001, 0.01, 0.1])),
                _ => null,
            };

    private static Argument Tenths(Random random, int low, int high) => Argument.NewReal(random.Next(low, high + 1) / 10.0);

    /// <summary>Extents with that product.</summary>
    private static int[] Reshaped(Random random, int size)
    {
        int[] divisors = [.. Enumerable.Range(1, size).Where(divisor => size % divisor == 0)];
        int first = random.Pick(divisors);
        int[] rest = [.. divisors.Where(divisor => size / first % divisor == 0)];
        int second = random.Pick(rest);

        return random.Next(3) switch
        {
            0 => [size],
            1 => [first, size / first],
            _ => [first, second, size / first / second],
        };
    }
}
