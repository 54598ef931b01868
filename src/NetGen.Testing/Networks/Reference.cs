using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>What a network is to compute, from its declaration.</summary>
internal static class Reference
{
    private static readonly ConditionalWeakTable<NetworkInfo, ReferenceNetwork> _known = [];

    /// <summary>The reference of a network, made once; nothing where the network carries no declaration.</summary>
    public static ReferenceNetwork? Of(NetworkInfo info) =>
        info.Declaration.Length == 0
            ? null
            : _known.GetValue(info, static info => ReferenceNetwork.OfDeclaration(info.Name, info.Declaration));

    /// <summary>Samples as the reference takes them.</summary>
    public static ReferenceData Data<T>(Samples<T> samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] noise = [0, 0];
        Door.Noise(samples.Noise.Seed, samples.Noise.Step, ref noise[0]);
        return new(
            samples.Count,
            Precision<T>.Doubles(samples.Parameters),
            Precision<T>.Doubles(samples.State),
            Precision<T>.Doubles(samples.Inputs),
            Precision<T>.Doubles(samples.Targets),
            Array.ConvertAll(samples.Labels, label => (double)label),
            noise);
    }
}
