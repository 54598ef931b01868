/// Generated networks, compiled in this process and run.
namespace NetGen.Core.Tests

open System
open System.Collections.Generic
open System.IO
open System.Runtime.Loader
open Microsoft.CodeAnalysis
open Microsoft.CodeAnalysis.CSharp
open NetGen.Core

/// A generated network of either precision, behind arrays.
[<AbstractClass>]
type Compiled() =
    abstract InputSize: int
    abstract OutputSize: int
    abstract Info: NetGen.NetworkInfo
    abstract Parameters: float[] with get, set
    /// Running statistics.
    abstract State: float[] with get, set
    abstract Penalty: unit -> float
    abstract Initialize: seed: uint64 -> unit
    abstract Predict: inputs: float[] -> float[]
    abstract Loss: inputs: float[] * targets: float[] -> float
    abstract Gradient: inputs: float[] * targets: float[] -> struct (float * float[])
    abstract LabelLoss: inputs: float[] * labels: int[] -> float
    abstract LabelGradient: inputs: float[] * labels: int[] -> struct (float * float[])

module Compiled =
    let private references =
        (string (AppContext.GetData "TRUSTED_PLATFORM_ASSEMBLIES")).Split Path.PathSeparator
        |> Array.append [| typeof<Compiled>.Assembly.Location; typeof<NetGen.NetworkInfo>.Assembly.Location |]
        |> Array.distinct
        |> Array.map (fun path -> MetadataReference.CreateFromFile path :> MetadataReference)

    let private path (spec: Spec) =
        spec.Namespace :: (spec.Containers |> List.map (fun c -> c.Name)) @ [ spec.Class ]
        |> List.filter (fun part -> part <> "")
        |> String.concat "."

    /// The class as the user declares it.
    let private declaration (spec: Spec) =
        let network = "public sealed partial class " + spec.Class + ";"

        let nested =
            List.foldBack
                (fun (container: Container) text -> "public " + container.Declaration + " { " + text + " }")
                spec.Containers
                network

        let text =
            if spec.Namespace = "" then
                nested
            else
                "namespace " + spec.Namespace + " { " + nested + " }"

        "#pragma warning disable CS1591 // the documentation is the user's affair\n" + text

    /// A face for F#, which knows no span of an unknown type.
    let private face k (spec: Spec) number isClassifier =
        let labelled =
            if isClassifier then
                """
    public override double LabelLoss(double[] inputs, int[] labels) => network.Loss(Convert(inputs), labels);
    public override (double, double[]) LabelGradient(double[] inputs, int[] labels)
    {
        var gradient = new T[Network.ParameterCount];
        double loss = network.Gradient(Convert(inputs), labels, gradient);
        return (loss, Convert(gradient));
    }"""
            else
                """
    public override double LabelLoss(double[] inputs, int[] labels) => throw new NotSupportedException();
    public override (double, double[]) LabelGradient(double[] inputs, int[] labels) => throw new NotSupportedException();"""

        let face =
            """
public sealed class Face{k} : NetGen.Core.Tests.Compiled
{
    private Network network = Network.Create(1);
    private NetGen.INetwork<Network, T> Promised => network;
    private static T[] Convert(double[] values) => Array.ConvertAll(values, value => (T)value);
    private static double[] Convert(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), value => (double)value);
    private static double[] Convert(ReadOnlySpan<double> values) => values.ToArray();
    public override int InputSize => Network.InputSize;
    public override int OutputSize => Network.OutputSize;
    public override NetGen.NetworkInfo Info => Network.Info;
    public override void Initialize(ulong seed) => network = Network.Create(seed);
    public override double[] Parameters
    {
        get => Convert(network.Parameters);
        set => Convert(value).CopyTo(network.Parameters);
    }
    public override double[] State
    {
        get => Convert(Promised.State);
        set => Convert(value).CopyTo(Promised.State);
    }
    public override double Penalty() => Promised.Penalty();
    public override double[] Predict(double[] inputs)
    {
        var outputs = new T[inputs.Length / Network.InputSize * Network.OutputSize];
        network.Predict(Convert(inputs), outputs);
        return Convert(outputs);
    }
    public override double Loss(double[] inputs, double[] targets) => network.Loss(Convert(inputs), Convert(targets));
    public override (double, double[]) Gradient(double[] inputs, double[] targets)
    {
        var gradient = new T[Network.ParameterCount];
        double loss = network.Gradient(Convert(inputs), Convert(targets), gradient);
        return (loss, Convert(gradient));
    }"""

        String.Join(
            "\n",
            [
                "#pragma warning disable CS1591"
                "using System;"
                "using T = " + number + ";"
                "using Network = " + path spec + ";"
                face.Replace("{k}", string k) + labelled
                "}"
            ]
        )

    /// What all compilations begin with: it reads the references once.
    let private empty =
        CSharpCompilation.Create(
            "Generated",
            references = references,
            options =
                CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    optimizationLevel = OptimizationLevel.Release,
                    nullableContextOptions = NullableContextOptions.Enable
                )
        )

    let private compilation documentation nullability texts =
        let options =
            CSharpParseOptions(documentationMode = documentation)
                .WithFeatures([ KeyValuePair("run-nullable-analysis", nullability) ])

        empty.AddSyntaxTrees(texts |> List.map (fun (text: string) -> CSharpSyntaxTree.ParseText(text, options)))

    /// What the C# compiler has to say of the class with its generated part; every warning counts.
    let complaints (spec: Spec) (source: string) =
        (compilation DocumentationMode.Diagnose "always" [ declaration spec; source ]).GetDiagnostics()
        |> Seq.filter (fun d -> d.Severity >= DiagnosticSeverity.Warning)
        |> Seq.map string
        |> List.ofSeq

    let private texts k (spec: Spec, source: string) =
        let isClassifier = source.Contains("IClassifier<", StringComparison.Ordinal)

        let number =
            if source.Contains("AlignedBuffer<double>", StringComparison.Ordinal) then
                "double"
            else
                "float"

        [ declaration spec; source; face k spec number isClassifier ]

    /// Emits classes of different names in Release, as one assembly, which may be unloaded.
    let buildAll (classes: (Spec * string) list) =
        let compilation =
            classes |> List.mapi texts |> List.concat |> compilation DocumentationMode.None "never"

        use stream = new MemoryStream()
        let result = compilation.Emit stream

        if not result.Success then
            failwith (
                String.Join("\n", result.Diagnostics |> Seq.map string)
                + "\n"
                + String.Join("\n", List.map snd classes)
            )

        stream.Position <- 0L
        let context = AssemblyLoadContext("Generated", isCollectible = true)

        context.add_Resolving (fun _ name ->
            AppDomain.CurrentDomain.GetAssemblies()
            |> Array.tryFind (fun assembly -> assembly.GetName().Name = name.Name)
            |> Option.toObj)

        let assembly = context.LoadFromStream stream

        let create k =
            match assembly.GetType("Face" + string k) with
            | null -> failwith "The face is missing."
            | face ->
                match Activator.CreateInstance face with
                | :? Compiled as compiled -> compiled
                | _ -> failwith "The face is no network."

        List.init classes.Length create, context

    /// Emits the class in Release.
    let build (spec: Spec) (source: string) = buildAll [ spec, source ] |> fst |> List.exactlyOne

    let private bits =
        match typeof<NetGen.Lanes.Lanes>.GetProperty "Bits" with
        | null -> failwith "The lanes have no width."
        | property -> property

    let private widest = NetGen.Lanes.Lanes.Bits

    /// Runs passes on vectors of 512, 256 or 128 bits, or on single numbers, as far as this processor has them.
    let onWidth choice work =
        try
            bits.SetValue(null, [| 512; 256; 128; 0 |] |> Array.item (choice % 4) |> min widest)
            work ()
        finally
            bits.SetValue(null, widest)

    let network (spec: Spec) =
        let output = Compiler.compile spec

        match output.Diagnostics with
        | [] -> build spec output.Source
        | diagnostics -> failwith (String.Join("\n", diagnostics |> List.map (fun d -> d.Id + " " + d.Message)))
