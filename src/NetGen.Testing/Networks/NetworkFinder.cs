using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>Finds by a class's interfaces what kind of network it is.</summary>
internal static class NetworkFinder
{
    /// <summary>A face of the network, or of a new one.</summary>
    public static NetworkFace Face<TNetwork>(TNetwork? network)
    {
        Type type = typeof(TNetwork);
        Type[] faces = [.. type.GetInterfaces().Where(face => face.IsGenericType && face.GetGenericArguments() is [var self, _] && self == type)];
        Type plain = faces.SingleOrDefault(face => face.GetGenericTypeDefinition() == typeof(INetwork<,>))
            ?? throw new ArgumentException(
                Invariant($"{type} is no network: it has no [Network], or the generator did not run on it. GradientCheck.Check<TNetwork> takes a class that implements INetwork<TNetwork, T>."),
                nameof(network));
        if (!type.IsClass)
        {
            throw new ArgumentException(Invariant($"{type} is no class; a network is one."), nameof(network));
        }

        bool isClassifier = faces.Any(face => face.GetGenericTypeDefinition() == typeof(IClassifier<,>));
        Type number = plain.GetGenericArguments()[1];
        Type face = (isClassifier ? typeof(ClassifierFace<,>) : typeof(TargetFace<,>)).MakeGenericType(type, number);
        object subject = network ?? type.GetMethod("Create", [typeof(ulong)])?.Invoke(null, [1UL])
            ?? throw new ArgumentException(Invariant($"{type} has no static method Create(ulong)."), nameof(network));
        return (NetworkFace)Activator.CreateInstance(face, subject)!;
    }
}
