/// What must hold of places, tried on every value of their indices.
module NetGen.Core.Tests.Language.Places

open NetGen.Core
open NetGen.Core.Write

let private i, j, k = index "i" 3, index "j" 4, index "k" 2
let private indices = [ i; j; k ]

/// Every value of the indices.
let private everywhere =
    [
        for a in 0..2 do
            for b in 0..3 do
                for c in 0..1 do
                    Map.ofList [ i, a; j, b; k, c ]
    ]

/// The numerator and the denominator of a place, as they stand.
let private whole (at: Map<Index, int>) (a: Affine) = a.Terms |> List.sumBy (fun (i, k) -> k * at[i]) |> (+) a.Constant

let private value at (a: Affine) = float (whole at a) / float a.Divisor

let private random = System.Random 3

/// Terms in any order, with repeated indices and zero factors; a constant; a divisor of either sign.
let private written =
    [
        for _ in 1..60 ->
            let terms = [ for _ in 1 .. random.Next 5 -> indices[random.Next 3], random.Next 7 - 3 ]
            terms, random.Next 9 - 4, [| 1; 1; 1; 2; 3; -2 |][random.Next 6]
    ]

let private same (a: float) (b: float) = abs (a - b) < 1e-12

let private all test = everywhere |> List.forall test

let rec private gcd a b = if b = 0 then abs a else gcd b (a % b)

/// Lowest terms, sorted by index: equal places are equal values.
let private isNormal (a: Affine) =
    let names = List.map fst a.Terms

    a.Divisor > 0
    && names = (names |> List.distinct |> List.sort)
    && a.Terms |> List.forall (fun (_, k) -> k <> 0)
    && a.Terms |> List.fold (fun g (_, k) -> gcd g k) (gcd a.Divisor a.Constant) = 1

let private makes (terms, c, d) =
    let a = Affine.Make(terms, c, d)
    let meant (at: Map<Index, int>) = float (terms |> List.sumBy (fun (i, k) -> k * at[i]) |> (+) c) / float d
    isNormal a && all (fun at -> same (meant at) (value at a))

let private calculates (a: Affine) (b: Affine) =
    let equals (result: Affine) meant =
        isNormal result && all (fun at -> same (value at result) (meant (value at a) (value at b)))

    equals (a + b) (fun a b -> a + b)
    && equals (a - b) (fun a b -> a - b)
    && equals (a + 3) (fun a _ -> a + 3.0)
    && equals (a - 2) (fun a _ -> a - 2.0)
    && equals (-2 * a) (fun a _ -> -2.0 * a)
    && equals (a / 3) (fun a _ -> a / 3.0)

let private substitutes (a: Affine) (b: Affine) =
    let result = a |> Affine.substitute (fun index -> if index = i then Some b else None)
    // a at the place b of i, which need not be whole
    let meant at =
        (a.Terms
         |> List.sumBy (fun (x, k) -> float k * (if x = i then value at b else float at[x]))
         |> (+) (float a.Constant))
        / float a.Divisor

    all (fun at -> same (meant at) (value at result))

let private finds (a: Affine) =
    indices
    |> List.forall (fun i ->
        Affine.factorOf i a =
            (a.Terms |> List.tryPick (fun (x, k) -> if x = i then Some k else None) |> Option.defaultValue 0))
    && Affine.indices a = (indices |> List.sort |> List.filter (fun i -> Affine.factorOf i a <> 0))

let private bounds (a: Affine) =
    let values = everywhere |> List.map (fun at -> whole at a)

    Affine.range a = Some(List.min values, List.max values)
    && [ 1..12 ]
       |> List.forall (fun extent ->
           let isInside = a.Divisor = 1 && values |> List.forall (fun x -> x >= 0 && x < extent)
           Affine.surelyInside (Fixed extent) a = isInside)

let private edges () =
    let batch = Affine.index n

    [
        "0 is a place of no index", Affine.constant 0 = Affine.Make([], 0, 1) && (Affine.constant 5).Constant = 5
        "an index is its own place", Affine.index i = Affine.Make([ i, 1 ], 0, 1)
        "a place over the batch has no range", Affine.range (batch + 1) = None
        "an index is inside its own extent", Affine.surelyInside Batch batch && Affine.surelyInside (Fixed 3) (!i)
        "a place beside an index is not surely inside the batch", not (Affine.surelyInside Batch (batch + 1))
        "a fixed place is not surely inside the batch", not (Affine.surelyInside Batch (place 0))
        "an index of the batch is not surely inside a fixed extent", not (Affine.surelyInside (Fixed 3) batch)
        "what no index is replaced in stays", Affine.substitute (fun _ -> None) (2 * !i + 1) = 2 * !i + 1
    ]

/// What is wrong with places.
let wrong () =
    let places = written |> List.map Affine.Make
    let pairs = List.zip places (List.rev places)

    [
        for row in written do
            if not (makes row) then
                sprintf "%A is made %A" row (Affine.Make row)

        for a, b in pairs do
            if not (calculates a b) then
                sprintf "%A and %A" a b

            if not (substitutes a b) then
                sprintf "%A with i at %A" a b

        for a in places do
            if not (finds a && bounds a) then
                sprintf "%A" a

        for name, holds in edges () do
            if not holds then
                name
    ]
