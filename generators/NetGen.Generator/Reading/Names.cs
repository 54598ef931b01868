using Microsoft.CodeAnalysis;
using NetGen.Core;

namespace NetGen.Generator.Reading;

/// <summary>The attributes that the generator knows; it names no layer.</summary>
internal static class Names
{
    public const string Network = "NetGen.NetworkAttribute";

    public const string Differentiable = "NetGen.DifferentiableAttribute";

    private const string Suffix = "Attribute";

    public static bool IsNetwork(AttributeData attribute) => Is(attribute.AttributeClass, "NetworkAttribute");

    public static bool IsDifferentiable(AttributeData attribute) => Is(attribute.AttributeClass, "DifferentiableAttribute");

    /// <summary>Whether an attribute is a layer: layers, activations and losses derive from LayerAttribute.</summary>
    public static bool IsLayer(AttributeData attribute)
    {
        for (INamedTypeSymbol? type = attribute.AttributeClass?.BaseType; type is not null; type = type.BaseType)
        {
            if (Is(type, "LayerAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an attribute's type does not exist, and a layer's name is near.</summary>
    public static bool IsMisspeltLayer(AttributeData attribute) =>
        attribute.AttributeClass?.TypeKind == TypeKind.Error && Nearest.find(Catalogue.names, OfAttribute(attribute)) is not null;

    /// <summary>An attribute's name as one writes it: Dense for DenseAttribute.</summary>
    public static string OfAttribute(AttributeData attribute)
    {
        string name = attribute.AttributeClass?.Name ?? "";
        return name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Suffix.Length
            ? name.Substring(0, name.Length - Suffix.Length)
            : name;
    }

    private static bool Is(INamedTypeSymbol? type, string name) =>
        type is { Arity: 0, ContainingType: null }
        && type.Name == name
        && type.ContainingNamespace is { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true };
}
