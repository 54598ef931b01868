/// Programs printed and compiled in this process.
module NetGen.Core.Tests.Backend.Emitted

open System
open System.Collections.Generic
open System.IO
open System.Runtime.Loader
open Microsoft.CodeAnalysis
open Microsoft.CodeAnalysis.CSharp
open NetGen.Core
open NetGen.Core.Tests.Programs

/// A program as it is asked to be printed.
type Variant =
    {
        Program: Program
        Lanes: Lanes option
        /// Samples of a chunk.
        Chunk: int option
        Precision: Precision
        /// Tensors of the samples share rows: each sample's row of a buffer holds all of them.
        Shared: bool
    }

/// What a variant became.
type Printing = { Variant: Variant; Request: Request; Printed: Printed }

let private isBatched (shapes: Map<Name, Index list>) name = shapes[name] |> List.exists (fun i -> i.Extent = Batch)

/// Batched tensors have buffers of their own or share rows, others lie behind each other: parameters in one buffer,
/// results in another.
let private homes isShared (program: Program) : Map<Name, Home> =
    let shapes = Walk.shapes program

    let isFirst name =
        shapes[name].Head.Extent = Batch
        && (List.filter (fun i -> i.Extent = Batch) shapes[name]).Length = 1

    let home buffer offset = { Buffer = buffer; Offset = offset; Row = None; HasSlack = buffer = "parameters" }

    let behindEachOther buffer names =
        names
        |> List.mapFold (fun offset name -> (name, home buffer offset), offset + Values.size 1 shapes[name]) 0
        |> fst

    let lay prefix buffer names =
        let batched, others = names |> List.partition (isBatched shapes)

        let own names = names |> List.mapi (fun k name -> name, home (prefix + string k) 0)

        let shared, alone = batched |> List.partition (fun name -> isShared && isFirst name)
        let row = shared |> List.sumBy (fun name -> Values.size 1 shapes[name])

        own alone
        @ (behindEachOther (prefix + "s") shared
           |> List.map (fun (name, home) -> name, { home with Row = Some row }))
        @ behindEachOther buffer others

    lay "input" "parameters" (program.Tensors |> List.map _.Name)
    @ lay "output" "gradient" program.Results
    |> Map.ofList

let request name variant : Request =
    {
        Name = name
        Program = variant.Program
        Homes = homes variant.Shared variant.Program
        Title = fun tensor -> "K" + (Identifier.tensor tensor).TrimStart '@'
        Lanes = variant.Lanes
        Chunk = variant.Chunk
        Packed = None
        Precision = variant.Precision
    }

/// A variant printed as nobody but a test asks for.
let printAs change variant =
    let request = change (request "Run" variant)
    { Variant = variant; Request = request; Printed = Pass.print request }

let print variant = printAs id variant

let private number precision =
    match precision with
    | Single -> "float"
    | Double -> "double"

/// Elements before and after every buffer, which nobody may touch.
let margin = 64

/// Widths of vectors, in bits; 1 is for single numbers.
let widths = [ 512; 256; 128; 1 ]

/// A class of its own for each printing.
let private source index printing =
    let t = number printing.Variant.Precision

    let call bits =
        let buffers =
            printing.Printed.Buffers |> List.mapi (fun k _ -> $"ref b[{k}][{margin}]") |> Code.join ", "

        let samples = if printing.Printed.IsBatched then "samples, " else ""
        let types = Widths.arguments printing.Variant.Precision bits printing.Printed.Widths
        $"Run<{types}>({samples}{buffers}); break;"

    let cases = widths |> List.map (fun bits -> $"case {bits}: {call bits}") |> Code.join "\n"
    let methods = printing.Printed.Methods |> List.map _.Text |> Code.join "\n"

    $"public static class P{index}\n{{\npublic static void Go(int bits, int samples, {t}[][] b) {{ switch (bits) {{ {cases} }} }}\n{methods}}}\n"

let private references =
    [
        typeof<obj>.Assembly.Location
        Path.Combine(Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "System.Runtime.dll")
        typeof<NetGen.Lanes.Workspace<float32>>.Assembly.Location
    ]
    |> List.map (fun path -> MetadataReference.CreateFromFile path :> MetadataReference)

let text (printings: Printing list) = "#nullable enable\n" + (printings |> List.mapi source |> Code.join "\n")

let private emitAs kind (source: string) =
    let options = CSharpCompilationOptions(kind, optimizationLevel = OptimizationLevel.Release)

    let compilation =
        CSharpCompilation.Create("printed", [ CSharpSyntaxTree.ParseText source ], references, options)

    use stream = new MemoryStream()
    let result = compilation.Emit stream

    if not result.Success then
        let errors =
            result.Diagnostics
            |> Seq.filter (fun d -> d.Severity = DiagnosticSeverity.Error)
            |> Seq.truncate 5
            |> Seq.map (fun d ->
                let line = d.Location.GetLineSpan().StartLinePosition.Line
                let context = source.Split('\n') |> Array.skip (max 0 (line - 3)) |> Array.truncate 6
                string d + "\n" + String.Join("\n", context))

        failwith (String.Join("\n\n", errors))

    stream.ToArray()

/// A program that runs every pass once, over as much memory as there may be.
let emitProgram (printings: Printing list) =
    let call index (printing: Printing) =
        let t = number printing.Variant.Precision
        let arrays = printing.Printed.Buffers |> List.map (fun _ -> $"new {t}[1 << 20]") |> Code.join ", "
        $"P{index}.Go(512, 17, new {t}[][] {{ {arrays} }});"

    let calls = printings |> List.mapi call |> Code.join "\n"
    let main = "public static class Start { public static void Main() {\n" + calls + "\n} }\n"
    emitAs OutputKind.ConsoleApplication (text printings + main)

/// A printing that can be run.
type Compiled = { Printing: Printing; Type: Type }

let compile (printings: Printing list) : Compiled list =
    let context = AssemblyLoadContext("printed", true)
    use stream = new MemoryStream(emitAs OutputKind.DynamicallyLinkedLibrary (text printings))
    let assembly = context.LoadFromStream stream

    printings
    |> List.mapi (fun k printing -> { Printing = printing; Type = nonNull (assembly.GetType $"P{k}") })
