/// Exponentials over their sum, of one row: exp(x − log Σ exp x) is exp(x − max x) over its sum. Each exponential and the
/// logarithm wait for what comes before them; so there is one exponential less on the way, and no logarithm. Where the
/// logarithm itself is needed, as by a loss, it stays, and so it does for many rows, which do not wait for each other.
module NetGen.Core.Exponentials

/// x[o] − log Σ k. exp(x[k]), of which nothing but exponentials is read.
type private Share =
    {
        Logarithm: Name
        Difference: Equation
        /// What the logarithm sums over, and the exponent there.
        Over: Index list
        Exponent: Body
    }

let private reads name (e: Equation) = Walk.reads e.Body |> List.exists (fst >> (=) name)

/// Logarithms of one row that nobody has asked for.
let private logarithms (program: Program) =
    program.Equations
    |> List.choose (fun e ->
        match e with
        | { Indices = []; Body = Reduce(LogSumExp, over, body) } when not (List.contains e.Target program.Results) ->
            Some(e.Target, over, body)
        | _ -> None)

/// Differences inside of exponentials become equations of their own.
let private expose (program: Program) =
    let logarithms = logarithms program

    let split (e: Equation) =
        match e.Body with
        | Apply("exp", [ Add _ as body ]) when logarithms |> List.exists (fun (name, _, _) -> reads name e) ->
            let difference = { e with Target = Part(e.Target, Lift.firstFree program e.Target); Body = body }
            [ difference; { e with Body = Apply("exp", [ Walk.own difference ]) } ]
        | _ -> [ e ]

    { program with Equations = program.Equations |> List.collect split }

/// Replaces the exponential of a tensor.
let private replace name by =
    Walk.map (fun body ->
        match body with
        | Apply("exp", [ Read(read, _) as inner ]) when read = name -> by inner
        | _ -> body)

let private isOnlyInExponentials (program: Program) name =
    let isElsewhere (e: Equation) = reads name { e with Body = replace name (fun _ -> Walk.one) e.Body }
    not (List.contains name program.Results) && not (List.exists isElsewhere program.Equations)

/// Whether an exponent over some indices is that of a sum over others.
let private isSame (indices: Index list) exponent (over: Index list) body =
    List.map _.Extent indices = List.map _.Extent over
    && Walk.substitute (List.zip indices (over |> List.map Affine.index) |> Map.ofList) exponent = body

let private find (program: Program) =
    logarithms program
    |> List.tryPick (fun (name, over, body) ->
        match program.Equations |> List.filter (reads name) with
        | [ { Body = Add [ Multiply [ Number -1.0; Read(read, []) ]; exponent ] } as difference ]
        | [ { Body = Add [ exponent; Multiply [ Number -1.0; Read(read, []) ] ] } as difference ] when
            read = name
            && isSame difference.Indices exponent over body
            && isOnlyInExponentials program difference.Target
            ->
            Some { Logarithm = name; Difference = difference; Over = over; Exponent = body }
        | _ -> None)

let private greatest precision =
    match precision with
    | Single -> float System.Single.MaxValue
    | Double -> System.Double.MaxValue

/// The name of the logarithm is the maximum's, that of the difference the exponential's.
let private divide precision (program: Program) (share: Share) =
    let difference = share.Difference
    let top = { Target = share.Logarithm; Indices = []; Body = Reduce(Max, share.Over, share.Exponent) }
    let limit = Number(greatest precision)
    // the difference of two infinities would be no number, where the exponential of the other numbers is 0
    let finite = Apply("max", [ -limit; Apply("min", [ limit; Walk.own top ]) ])

    let exponential =
        {
            Target = difference.Target
            Indices = share.Over
            Body = Apply("exp", [ share.Exponent - finite ])
        }

    let total =
        {
            Target = Part(difference.Target, Lift.firstFree program difference.Target)
            Indices = []
            Body = Reduce(Sum, share.Over, Walk.own exponential)
        }

    let change (e: Equation) =
        if e.Target = top.Target then
            [ top ]
        elif e.Target = exponential.Target then
            [ exponential; total ]
        else
            [ { e with Body = replace exponential.Target (fun read -> read / Walk.own total) e.Body } ]

    { program with Equations = List.collect change program.Equations }

/// The program with every such exponential over its sum.
let overSums precision (program: Program) : Program =
    let rec divideAll program =
        match find program with
        | Some share -> divideAll (divide precision program share)
        | None -> program

    divideAll (expose program)
