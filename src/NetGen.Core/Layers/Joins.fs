/// The layers that join several inputs of a network of branches.
module NetGen.Core.Joins

open Write

let private join name write =
    {
        Name = name
        Rules = [ Rule.required "from" Names ]
        Understands = [ DifferentLengths ]
        Role = Join write
    }

/// What the joined signal has of its sources: as many steps as the first of them whose samples differ in length.
let private joined (site: Site) =
    { site.Inputs.Head with
        Tensor = site.Output
        Range = Anything
        Lengths = site.Inputs |> List.tryPick (fun input -> input.Lengths)
    }

/// y = f(a, b, …), number by number.
let private elementwise combine (site: Site) =
    let first = site.Inputs.Head

    if site.Inputs |> List.exists (fun input -> input.Shape <> first.Shape) then
        Error(Unjoinable(site.Layer, site.Inputs |> List.map (fun input -> input.Shape)))
    else
        let o = Entry.indices first.Shape
        let at = !n :: List.map (!) o
        let read (input: Signal) = read input.Tensor at

        Ok(Written.simple (joined site) [] [ equation site.Output (n :: o) (combine (site.Inputs |> List.map read)) ])

/// y[…, k] = a[…, k] + b[…, k − A] + …: each reads 0 outside its own part of the last index.
let private concat (site: Site) =
    let before, _ = List.splitAt (site.Inputs.Head.Shape.Length - 1) site.Inputs.Head.Shape

    if
        site.Inputs
        |> List.exists (fun input -> List.truncate (input.Shape.Length - 1) input.Shape <> before)
    then
        Error(Unjoinable(site.Layer, site.Inputs |> List.map (fun input -> input.Shape)))
    else
        let widths = site.Inputs |> List.map (fun input -> List.last input.Shape)
        let offsets = List.scan (+) 0 widths
        let o = Entry.indices (before @ [ List.last offsets ])
        let outer, inner = List.splitAt before.Length o

        let part (input: Signal) offset = read input.Tensor (!n :: List.map (!) outer @ [ !inner.Head - place offset ])

        Ok
            { Written.simple
                  { joined site with Shape = before @ [ List.last offsets ] }
                  []
                  [
                      equation
                          site.Output
                          (n :: o)
                          (Add(List.map2 part site.Inputs (List.truncate widths.Length offsets)))
                  ] with
                Padded = site.Inputs |> List.map (fun input -> site.Output, input.Tensor) |> set
            }

let entries =
    [ join "Add" (elementwise Add); join "Multiply" (elementwise Multiply); join "Concat" concat ]
