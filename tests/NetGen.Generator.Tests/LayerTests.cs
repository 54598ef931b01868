using NetGen.Core;
using Xunit;

namespace NetGen.Tests;

/// <summary>What the compiler knows and what users can write are the same.</summary>
public class LayerTests
{
    private static readonly Dictionary<string, Type> Attributes = typeof(LayerAttribute).Assembly
        .GetTypes()
        .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
        .ToDictionary(type => type.Name[..^"Attribute".Length]);

    public static TheoryData<string> Names => [.. Catalogue.names];

    [Fact]
    public void Every_layer_has_an_attribute_and_every_attribute_a_layer() => Assert.Equal(Attributes.Keys.Order(), Catalogue.names.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void The_arguments_of_a_layer_are_those_of_its_attribute(string name)
    {
        Type attribute = Attributes[name];
        IEnumerable<string> written = Assert.Single(attribute.GetConstructors())
            .GetParameters()
            .Select(parameter => parameter.Name!)
            .Concat(attribute.GetProperties().Where(property => property.SetMethod is { IsPublic: true }).Select(property => property.Name));

        Assert.Equal(Catalogue.entries.Single(entry => entry.Name == name).Rules.Select(rule => rule.Name).Order(), written.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_defaults_of_an_attribute_are_those_of_its_layer(string name)
    {
        IEnumerable<System.Reflection.ParameterInfo> optional = Attributes[name].GetConstructors()[0].GetParameters().Where(parameter => parameter.HasDefaultValue);

        Assert.All(
            optional,
            parameter =>
            {
                Rule rule = Catalogue.entries.Single(entry => entry.Name == name).Rules.Single(rule => rule.Name == parameter.Name);
                Argument.Real value = Assert.IsType<Argument.Real>(Assert.IsType<Absence.Default>(rule.Absence).Item);
                Assert.Equal(Convert.ToDouble(parameter.DefaultValue, null), value.Item);
            });
    }

    [Fact]
    public void The_compiler_knows_the_members_of_the_initialisers_enum()
    {
        Rule rule = Catalogue.entries.Single(entry => entry.Name == "Dense").Rules.Single(rule => rule.Name == "Weights");
        Values.Member members = Assert.IsType<Values.Member>(rule.Values);

        Assert.Equal(Enum.GetNames<global::NetGen.Initializer>().Order(), members.members.Order());
    }
}
