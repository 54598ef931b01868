/// The notation in which layers are written: sum [ i ] (read x [ !n; !i ] * read w [ !i; !o ]) + read b [ !o ].
module NetGen.Core.Write

/// The sample within the batch.
let n = { Name = "n"; Extent = Batch }

let index name extent = { Name = name; Extent = Fixed extent }

/// The indices of a tensor of that shape: o, p, q, …
let indices (shape: int list) = shape |> List.mapi (fun k extent -> index (string (char (int 'o' + k))) extent)

/// The place of an index; places add, subtract, scale and divide: (2 * !h + !i - 1) / 2.
let (!) (i: Index) = Affine.index i

/// A fixed place.
let place c = Affine.constant c

let number x = Number x
let read name places = Read(name, List.map At places)
let sum indices body = Reduce(Sum, indices, body)
let maximum indices body = Reduce(Max, indices, body)
let logSumExp indices body = Reduce(LogSumExp, indices, body)

/// A function of Scalar.fs of one argument.
let apply f x = Apply(f, [ x ])

let exp x = apply "exp" x
let log x = apply "log" x
let tanh x = apply "tanh" x
let sigmoid x = apply "sigmoid" x
let relu x = apply "relu" x

/// body where all conditions hold, else 0.
let only conditions body = Select(conditions, body, Number 0.0)

let equation target indices body = { Target = target; Indices = indices; Body = body }
let input name indices = { Name = name; Indices = indices; Kind = Input }
let parameter name indices = { Name = name; Indices = indices; Kind = Parameter }
let data domain name indices = { Name = name; Indices = indices; Kind = Data domain }
