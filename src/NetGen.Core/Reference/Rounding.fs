/// What rounding does to results, however they are computed: every number that a program stores is moved, up or down at
/// random, by a share of the terms that it is the sum of (CESTAC; Vignes, 1993).
module NetGen.Core.Rounding

/// The tensors whose elements may be moved: what depends on these numbers, but nothing that indices are read from.
let private movable (program: Program) (numbers: Set<Name>) : Set<Name> =
    let depends = Dependence.Dependences program

    let rec inPlace place =
        match place with
        | At _ -> []
        | Through(name, places) -> name :: List.collect inPlace places

    let rec integers body =
        match body with
        | Read(_, places) -> List.collect inPlace places
        | Apply(_, bodies)
        | Add bodies
        | Multiply bodies -> List.collect integers bodies
        | Reduce(_, _, inner) -> integers inner
        | Select(conditions, yes, no) ->
            let inCondition condition =
                match condition with
                | Same(name, places, _)
                | AtLeast(name, places, _) -> name :: List.collect inPlace places
                | Zero _
                | NotNegative _
                | Inside _ -> []

            List.collect inCondition conditions @ integers yes @ integers no
        | Number _
        | Count _
        | Value _ -> []

    let integers = program.Equations |> List.collect (fun e -> integers e.Body) |> Set.ofList

    let computed =
        program.Equations
        |> List.map (fun e -> e.Target)
        |> List.filter (fun name -> (depends.Of name).Overlaps numbers)

    Set.difference (Set.union numbers (Set.ofList computed)) integers

/// +1 or −1, by chance but the same for the same number: equal numbers are rounded alike, and then do not average out.
/// (The finaliser of splitmix64; Steele, Lea and Flood, 2014.)
let private side (seed: int) (x: float) =
    let mutable z = uint64 (System.BitConverter.DoubleToInt64Bits x) + uint64 seed * 0x9E3779B97F4A7C15UL

    z <- (z ^^^ (z >>> 30)) * 0xBF58476D1CE4E5B9UL
    z <- (z ^^^ (z >>> 27)) * 0x94D049BB133111EBUL
    if z >>> 63 = 0UL then 1.0 else -1.0

/// A program on given values, run again and again, with every number as it is or moved by what rounding may do to it.
/// Of the numbers given, only some are measured or learned; the others stay as they are.
[<Sealed>]
type Rerun(program: Program, batch, values: Map<Name, float[]>, numbers: Set<Name>) =
    let exactly (x: float) = { Real = x; Terms = abs x }

    let given =
        program.Tensors |> List.map (fun t -> t.Name, values[t.Name] |> Array.map exactly) |> Map.ofList

    let machine = lazy Evaluate.RoundedMachine(program, batch, given)
    let movable = lazy movable program numbers

    let names = (program.Tensors |> List.map _.Name) @ (program.Equations |> List.map _.Target)

    let run share seed =
        let finish position name =
            if share > 0.0 && movable.Value.Contains name then
                // of the terms, which bound what is rounded while they are added up
                fun x ->
                    if x.Terms < System.Double.PositiveInfinity then
                        exactly (x.Real + share * x.Terms * side (seed + position) x.Real)
                    else
                        exactly x.Real
            else
                fun x -> exactly x.Real

        let finishes = names |> List.mapi (fun position name -> name, finish position name) |> Map.ofList

        for KeyValue(name, numbers) in given do
            for k in 0 .. numbers.Length - 1 do
                numbers[k] <- finishes[name](exactly values[name].[k])

        for equation in program.Equations do
            machine.Value.Finish(equation.Target, finishes[equation.Target])

        machine.Value.Forget()

    /// The elements of tensors, where every number is moved by a share of its terms, up or down at random.
    member _.Tensors(share, seed) : Name -> float[] =
        run share seed
        fun name -> machine.Value.Tensor name |> Array.map _.Real

/// The elements of tensors as they are. The same machine as for moved ones: .NET compiles it for each kind of numbers.
let exactly program batch values = Rerun(program, batch, values, Set.empty).Tensors(0.0, 0)
