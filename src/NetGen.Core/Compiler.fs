namespace NetGen.Core

/// What becomes of one class.
type Output =
    {
        /// The generated file's name, unique to the class.
        HintName: string
        /// Always the whole public surface, so that one error stays one error.
        Source: string
        Diagnostics: Diagnostic list
    }

/// The pipeline, and nothing else.
[<RequireQualifiedAccess>]
module Compiler =
    let private fileName parts =
        let name = System.String.Join(".", parts |> List.filter (fun part -> part <> "")) + ".g.cs"

        // Roslyn refuses these in a file's name: Net<T>, @class
        name.Replace('<', '{').Replace('>', '}').Replace('@', '-')

    let private hintName (spec: Spec) =
        fileName (spec.Namespace :: (spec.Containers |> List.map (fun c -> c.Name)) @ [ spec.Class ])

    /// A fault of the compiler's own becomes a diagnostic that names the stage.
    let stage (spec: Spec) name work value =
        try
            work value
        with fault ->
            Error [ Diagnostic.at spec.At (InternalFault(spec.Class, name, fault.Message)) ]

    /// Everything wrong with the declaration.
    let diagnose (spec: Spec) : Diagnostic list =
        match stage spec "infer" Infer.infer spec with
        | Ok _ -> []
        | Error diagnostics -> diagnostics

#if DEBUG
    /// A pass that broke a program is to be caught where it did.
    let private checkAll (model: Model, programs: (Surface.Member * Program) list) =
        let violations =
            Check.check (Check.Written(Check.needed model.WithTargets model.Padded)) model.WithTargets
            @ (programs |> List.collect (snd >> Check.check Check.Simplified))

        match violations with
        | [] -> Ok(model, programs)
        | _ -> failwith (String.concat "; " violations)
#endif

    /// The generated file of a model and what its members compute.
    let print (model: Model, programs: (Surface.Member * Program) list) =
        programs |> Passes.print model |> Network.print model

    let private write (spec: Spec) =
        let stage name work = Result.bind (stage spec name work)

        Ok spec
        |> stage "infer" Infer.infer
        |> stage "differentiate" (fun model -> Ok(model, Passes.programs model))
#if DEBUG
        |> stage "check" checkAll
#endif
        |> stage "print" (print >> Ok)

    let compile (spec: Spec) : Output =
        match write spec with
        | Ok source -> { HintName = hintName spec; Source = source; Diagnostics = [] }
        | Error diagnostics ->
            {
                HintName = hintName spec
                Source = Surface.ofErrors (Outline.ofSpec spec)
                Diagnostics = diagnostics
            }

    /// Everything that keeps a method's gradient from being generated.
    let diagnoseDerivation (derivation: Derivation) = Slopes.diagnose derivation

    /// The gradient of a method.
    let derive (derivation: Derivation) : Output =
        let f = derivation.Functions.Head
        let containers = derivation.Containers |> List.map (fun c -> c.Name)
        // overloads have names of their own
        let numbers = derivation.Numbers |> List.map Surface.numberType

        let output source diagnostics =
            {
                HintName = fileName (derivation.Namespace :: containers @ [ f.Name ] @ numbers @ [ "Gradient" ])
                Source = source
                Diagnostics = diagnostics
            }

        match diagnoseDerivation derivation with
        | [] ->
            try
                output (Slopes.print derivation) []
            with fault ->
                let fault = Diagnostic.at derivation.At (InternalFault(f.Name, "derive", fault.Message))
                output (Slopes.stub derivation) [ fault ]
        | diagnostics -> output (Slopes.stub derivation) diagnostics
