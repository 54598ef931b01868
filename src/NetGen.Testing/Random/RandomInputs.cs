using NetGen.Core;

namespace NetGen.Testing;

/// <summary>Random inputs: rows, sequences, images, and tokens.</summary>
internal static class RandomInputs
{
    public static LayerDeclaration First(Random random) => Draw(random, NetworkDeclaration.FirstInput, "Network");

    /// <summary>Another input; often of the shape of a signal that it could join.</summary>
    public static LayerDeclaration Further(Random random, string name, Signal beside) =>
        random.Chance(0.5)
            ? new(name, Inputs.entry.Name) { Arguments = [ArgumentDraws.Shape(beside.Shape)] }
            : Draw(random, name, Inputs.entry.Name);

    private static LayerDeclaration Draw(Random random, string name, string kind)
    {
        int kindOfInput = random.Next(20);

        return kindOfInput switch
        {
            < 7 => Of(name, kind, [random.Width()]),
            < 12 => Of(name, kind, [random.Next(1, 6), random.Width()], Varying(random)),
            < 16 => Of(name, kind, [random.Next(1, 8), random.Next(1, 8), random.Next(1, 5)]),
            _ => Of(
                name,
                kind,
                [random.Next(2, 6)],
                [new("Vocabulary", ArgumentDraws.Whole(random.Next(1, 10))), .. Varying(random)]),
        };
    }

    private static Setting[] Varying(Random random) =>
        random.Chance(0.35) ? [new("VariableLength", Argument.NewTruth(true))] : [];

    private static LayerDeclaration Of(string name, string kind, int[] shape, params Setting[] settings) =>
        new(name, kind)
        {
            Arguments = [ArgumentDraws.Shape(shape)],
            // a sequence of one step has one length
            Settings = [.. settings.Where(setting => setting.Name != "VariableLength" || shape[0] > 1)],
        };
}
