using Microsoft.FSharp.Collections;
using NetGen.Core;
using NetGen.Generator;
using NetGen.Tests.Roslyn;
using Xunit;
using Argument = NetGen.Core.Argument;
using Attribute = NetGen.Core.Attribute;

namespace NetGen.Tests.Reading;

public class ReadingTests
{
    private static Spec Read(params (string Path, string Text)[] files) =>
        (Spec)Assert.Single(new UserProject(files).Generate().Values(NetworkGenerator.SpecStep));

    private static Spec Read(string text) => Read(("Network.cs", text));

    private static Attribute Layer(string attribute) =>
        Assert.Single(Read($"using NetGen; [Network(2), {attribute}] partial class Net;").Layers);

    private static FSharpList<T> List<T>(params T[] items) => ListModule.OfSeq(items);

    [Fact]
    public void The_layers_of_a_class_are_read_in_the_order_of_the_text()
    {
        Spec spec = Read(
            """
            using NetGen;
            namespace Shop.Prices;
            [MeanSquaredError]
            [Dense(3), ReLU, Dense(1)]
            [Network(4, 2, Precision = Precision.Double)]
            [Sigmoid]
            internal sealed partial class PriceNet;
            """);

        Assert.Equal(["MeanSquaredError", "Dense", "ReLU", "Dense", "Sigmoid"], spec.Layers.Select(layer => layer.Name));
        Assert.Equal(("Shop.Prices", "PriceNet", "internal"), (spec.Namespace, spec.Class, spec.Accessibility));
        Assert.Equal(List(Argument.NewMany(List(Argument.NewInteger(4), Argument.NewInteger(2)))), spec.Network.Arguments);
        Assert.Equal(List(Tuple.Create("Precision", Argument.NewChoice("Double"))), spec.Network.Named);
        Assert.Equal(new Shape(isPartial: true, isStatic: false, isAbstract: false, isGeneric: false, isRecord: false), spec.Shape);
        Assert.Empty(spec.Containers);
        Assert.Empty(spec.Strays);
    }

    [Fact]
    public void Named_arguments_keep_their_order_and_kind()
    {
        Attribute dense = Layer("Dense(3, Bias = false, Name = \"Hidden\", Weights = Initializer.Uniform, WeightsMax = 0.1)");

        Assert.Equal(List(Argument.NewInteger(3)), dense.Arguments);
        Assert.Equal(
            List(
                Tuple.Create("Bias", Argument.NewTruth(false)),
                Tuple.Create("Name", Argument.NewText("Hidden")),
                Tuple.Create("Weights", Argument.NewChoice("Uniform")),
                Tuple.Create("WeightsMax", Argument.NewReal(0.1))),
            dense.Named);
    }

    [Fact]
    public void An_argument_left_out_has_its_default() =>
        Assert.Equal(List(Argument.NewReal(0.01)), Layer("LeakyReLU").Arguments);

    [Fact]
    public void An_enum_without_a_name_is_its_number() =>
        Assert.Equal(Argument.NewChoice("99"), Layer("Dense(3, Weights = (Initializer)99)").Named.Head.Item2);

    [Theory]
    [InlineData("Dense")]
    [InlineData("Dense(\"ten\")")]
    [InlineData("Dense(1, 2)")]
    [InlineData("Dense(Missing)")]
    public void Arguments_that_do_not_compile_are_unreadable(string attribute) =>
        Assert.Equal(List(Argument.Unreadable), Layer(attribute).Arguments);

    [Fact]
    public void A_null_shape_is_unreadable() =>
        Assert.Equal(List(Argument.Unreadable), Read("using NetGen; [Network(null)] partial class Net;").Network.Arguments);

    [Fact]
    public void Types_around_the_class_are_read_from_the_outermost()
    {
        Spec spec = Read(
            """
            public partial record struct Outer<T>
            {
                private partial interface IInner
                {
                    protected static class Innermost
                    {
                        [NetGen.Network(1)] private protected partial class Net;
                    }
                }
            }
            """);

        Assert.Equal(
            ["partial record struct Outer<T>", "partial interface IInner", "partial class Innermost"],
            spec.Containers.Select(container => container.Declaration));
        Assert.Equal([true, true, false], spec.Containers.Select(container => container.Shape.IsPartial));
        Assert.Equal([false, false, true], spec.Containers.Select(container => container.Shape.IsStatic));
        Assert.Equal([true, false, false], spec.Containers.Select(container => container.Shape.IsGeneric));
        Assert.Equal("private protected", spec.Accessibility);
        Assert.Equal("", spec.Namespace);
    }

    [Theory]
    [InlineData("class Net;", "nothing")]
    [InlineData("static partial class Net;", "partial static")]
    [InlineData("abstract partial class Net;", "partial abstract")]
    [InlineData("partial class Net<T>;", "partial generic")]
    [InlineData("partial record Net;", "partial record")]
    public void What_makes_a_class_unfit_is_read(string declaration, string expected)
    {
        Shape shape = Read($"[NetGen.Network(1)] {declaration}").Shape;
        (bool Holds, string Name)[] facts =
            [(shape.IsPartial, "partial"), (shape.IsStatic, "static"), (shape.IsAbstract, "abstract"), (shape.IsGeneric, "generic"), (shape.IsRecord, "record")];
        string found = string.Join(" ", facts.Where(fact => fact.Holds).Select(fact => fact.Name));
        Assert.Equal(expected, found.Length == 0 ? "nothing" : found);
    }

    [Fact]
    public void Layers_on_another_declaration_are_strays_whatever_the_order_of_the_files()
    {
        (string, string) whole = ("B.cs", "using NetGen; [Network(2), Dense(3), ReLU] partial class Net;");
        (string, string) other = ("A.cs", "using NetGen; [Dense(1), Tanh] partial class Net;");

        Spec spec = Read(whole, other);

        Assert.Equal(["Dense", "ReLU"], spec.Layers.Select(layer => layer.Name));
        Assert.Equal(["Dense", "Tanh"], spec.Strays.Select(layer => layer.Name));
        Assert.Equal(spec, Read(other, whole));
    }

    [Fact]
    public void A_network_declared_on_two_parts_is_generated_once()
    {
        (string, string) first = ("A.cs", "[NetGen.Network(2)] partial class Net;");
        (string, string) second = ("B.cs", "[NetGen.Network(3)] partial class Net;");

        Assert.Equal(List(Argument.NewMany(List(Argument.NewInteger(2)))), Read(second, first).Network.Arguments);
        Assert.Single(new UserProject(second, first).Generate().Result.GeneratedTrees);
    }

    [Fact]
    public void Attributes_of_others_are_no_layers() =>
        Assert.Empty(
            Read(
                """
                [NetGen.Network(2), System.Obsolete("no"), Mine.Dense(3), System.Serializable] partial class Net;
                namespace Mine { class LayerAttribute : System.Attribute; class DenseAttribute(int units) : LayerAttribute { int Units => units; } }
                """).Layers);

    [Fact]
    public void A_layer_is_known_by_what_it_derives_from() =>
        Assert.Equal(
            "Mine",
            Assert.Single(Read("[NetGen.Network(2), Mine] partial class Net; class MineAttribute : NetGen.LayerAttribute;").Layers).Name);

    [Fact]
    public void Networks_of_the_same_name_have_files_of_their_own()
    {
        Generated generated = UserProject.Of(
            """
            using NetGen;
            namespace A { [Network(2), Dense(1), MeanSquaredError] partial class Net; }
            namespace B { [Network(2), Dense(1), MeanSquaredError] partial class Net; }
            namespace A.B { [Network(2), Dense(1), MeanSquaredError] partial class Net; }
            partial class A_B { [Network(2), Dense(1), MeanSquaredError] partial class Net; }
            [Network(2), Dense(1), MeanSquaredError] partial class Net;
            [Network(2), Dense(1), MeanSquaredError] partial class Net<T>;
            [Network(2), Dense(1), MeanSquaredError] partial class Net<T, U>;
            [Network(2), Dense(1), MeanSquaredError] partial class @class;
            partial class A_B<T> { [Network(2), Dense(1), MeanSquaredError] partial class Net; }
            """).Generate();

        Assert.Empty(generated.Result.Diagnostics);
        Assert.Equal(9, generated.Result.GeneratedTrees.Length);
        Assert.Empty(generated.Compilation.GetDiagnostics());
    }
}
