/// NetGen.Core.Mutator <core> <faults> <target>: copies the files of the core's mathematics, in their order, with mutants planted.
module NetGen.Core.Mutator.Program

open System.IO
open NetGen.Core.Mutator.Operators

let private folders = [ "Language"; "Algebra"; "Differentiate"; "Sequence"; "Check"; "Evaluate" ]

/// What mutants are generated of; the copies of other files hold only faults written by hand.
let private sources =
    let source file =
        {
            File = file
            IsNumeric = false
            Quantities = Set.empty
            Makers = Set.empty
            HasRows = false
            Cases = None
        }

    [
        { source "Language/Scalar.fs" with
            IsNumeric = true
            HasRows = true
            Makers = Set.ofList [ "unary"; "binary"; "comparison"; "extremum" ]
        }
        source "Language/Affine.fs"
        source "Algebra/Facts.fs"
        source "Algebra/Gather.fs"
        { source "Differentiate/Differentiate.fs" with
            Quantities = Set.ofList [ "adjoint"; "slope"; "worth" ]
            Cases = Some "push"
        }
    ]

/// In the order in which the core compiles them.
let private files core =
    Project.elements "Compile" (Path.Combine(core, "NetGen.Core.fsproj"))
    |> List.map (Project.attribute "Include")
    |> List.filter (fun file -> folders |> List.exists (fun folder -> file.StartsWith(folder + "/")))

let private write target file (text: string) =
    let path: string = Path.Combine(target, file)
    Directory.CreateDirectory(path.Substring(0, path.LastIndexOf '/')) |> ignore

    if not (File.Exists path) || File.ReadAllText path <> text then
        File.WriteAllText(path, text)

[<EntryPoint>]
let main arguments =
    let core, props, target = arguments[0], arguments[1], arguments[2]

    let contents =
        files core
        |> List.map (fun file -> file, File.ReadAllText(Path.Combine(core, file)).Replace("\r", ""))

    let mutants =
        [
            for file, content in contents do
                yield! ByHand.faults props file content

                for source in sources do
                    if source.File = file then
                        yield! Generate.mutants source content
        ]

    let numbered = List.indexed mutants
    let contentOf file = contents |> List.find (fst >> (=) file) |> snd

    for file, content in contents do
        write target file (Plant.file (numbered |> List.filter (fun (_, m) -> m.File = file)) content)

    write target "Planted.fs" (Planted.text contentOf mutants)
    write target "files.txt" (String.concat "\n" ("Planted.fs" :: List.map fst contents) + "\n")
    0
