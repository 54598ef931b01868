namespace NetGen.Core

/// What fills the lanes of a vector.
type Lanes =
    | Features
    | Samples

/// Where a tensor lies outside the work buffer: a buffer is an argument of the pass.
type Home =
    {
        Buffer: string
        Offset: int
        /// Elements from one sample to the next, where a sample's row holds more than this tensor.
        Row: int option
        /// Whether a vector may be read from the buffer's last element on: memory follows that is nobody else's.
        HasSlack: bool
    }

/// Which operands are packed, in panels of how many rows.
type Packed =
    {
        /// Numbers of an operand from which on its rows lie too far apart.
        Far: int
        Block: int
    }

/// A program to be printed as one pass.
type Request =
    {
        Name: string
        /// In normal form, simplified.
        Program: Program
        /// Of inputs, parameters, data and results.
        Homes: Map<Name, Home>
        /// Names of kernels.
        Title: Name -> string
        /// None: whatever costs less over the whole program.
        Lanes: Lanes option
        /// Samples of a chunk. None: as many as the cache holds.
        Chunk: int option
        /// None: what the machine's caches ask for.
        Packed: Packed option
        Precision: Precision
    }

/// How the elements of a tensor lie.
type Layout =
    /// Row-major.
    | Rows
    /// Row-major, each sample within a row of so many elements.
    | Within of int
    /// Row-major with one index, by its position, moved last.
    | Last of int
    /// In blocks of 16 samples, the sample last within a block: [block][…][16].
    | Blocks

/// A tensor as it lies; a tensor may lie in several ways at once.
type Stored = { Tensor: Name; Layout: Layout }

/// The index that the lanes of a vector run along.
type Lane =
    /// One lane: what no vector can do.
    | Alone
    /// An index of the target, contiguous in memory.
    | Along of Index
    /// The samples of blocks.
    | Across of Index
    /// An index that is summed over: each lane sums its share, and the lanes are summed at the end.
    | Over of Index

/// So many steps of a sum in each round of its loop: one after the other, or each in a sum of its own beside the
/// others, where an addition would wait for the one before it.
type Round = { Over: Index; Steps: int; Sums: int }

/// What a kernel computes at once: so many places of each of these indices, and so many vectors at each.
type Tile =
    {
        Rows: (Index * int) list
        Vectors: int
        /// Of the innermost sum, where a round is more than a step.
        Round: Round option
        /// Whether a panel of a large operand stays in the cache until all have used it: along an index, all rows of a
        /// vector come before the next vector; across samples, all samples of a tile's rows before the next rows.
        InPanels: bool
    }

    static member One = { Rows = []; Vectors = 1; Round = None; InPanels = false }

    /// The sizes of tiles along samples: as many as fit of the whole one, then of two, then single samples.
    static member Along count = List.distinct [ count; min count 2; 1 ]

/// A panel of an operand whose rows lie far apart: as many columns of it as a tile has vectors, in so many rows at a
/// time, copied together before the tiles read it. Sums go on from block to block of the rows.
type Panel =
    {
        /// The copy, which lies in the work buffer.
        Copy: Name
        Of: Name
        /// The index that is summed over: the rows.
        Over: Index
        Rows: int
    }

/// Equations over the same target indices, which read each other at the same place only: one nest of loops.
type Kernel =
    {
        /// Of every target.
        Indices: Index list
        /// One of them, which a loop around the kernel runs.
        Time: Index option
        Equations: Equation list
        /// Sums and maxima over the whole row that the lanes run along, of what the equations have just computed.
        Folds: Equation list
        Lane: Lane
        Tile: Tile
        Panel: Panel option
        Reads: Map<Name, Layout>
        Writes: Stored list
        /// It runs over the samples of a chunk.
        IsInChunk: bool
        /// Its sum goes on from what the chunks before have left.
        Continues: bool
        /// Tensors behind whose last element nothing may be read: the caller's.
        Bounded: Set<Name>
        /// Tensors behind whose last element a whole vector may be written: single rows in the work buffer.
        Roomy: Set<Name>
    }

type Stage =
    | Run of Kernel
    /// Kernels one after the other, at each step of the time.
    | Repeat of Sequence.Direction * Index * Kernel list
    /// Stages done for so many samples at a time.
    | Chunks of int * Stage list

/// Every tensor of the program with its indices, what is done in order, and the tensors that lie where others lie.
type Plan = { Shapes: Map<Name, Index list>; Stages: Stage list; Views: Map<Name, Name> }

[<RequireQualifiedAccess>]
module Kernel =
    /// The equation's own target at its own place.
    let isOwn (indices: Index list) (places: Place list) =
        places.Length = indices.Length
        && List.forall2
            (fun place i ->
                match place with
                | At(Affine.Bare j) -> i = j
                | _ -> false)
            places
            indices

    /// All that a kernel computes.
    let equations (kernel: Kernel) = kernel.Equations @ kernel.Folds

    /// The tensor that a kernel only brings into another layout.
    let conversion (kernel: Kernel) =
        match kernel.Writes with
        | [ written ] when kernel.Reads.ContainsKey written.Tensor && kernel.Time.IsNone -> Some written
        | _ -> None

    /// Everything read from or written to memory, each once: what the kernel is called with.
    let arguments (kernel: Kernel) =
        let reads =
            kernel.Reads |> Map.toList |> List.map (fun (name, layout) -> { Tensor = name; Layout = layout })

        let panel = kernel.Panel |> Option.map (fun panel -> { Tensor = panel.Copy; Layout = Rows })
        List.distinct (reads @ kernel.Writes @ Option.toList panel)

[<RequireQualifiedAccess>]
module Plan =
    let rec kernelsOf stage =
        match stage with
        | Run kernel -> [ kernel ]
        | Repeat(_, _, kernels) -> kernels
        | Chunks(_, stages) -> List.collect kernelsOf stages

    let kernels (plan: Plan) = List.collect kernelsOf plan.Stages

    /// The stage with other kernels.
    let rec mapKernels change stage =
        match stage with
        | Run kernel -> Run(change kernel)
        | Repeat(direction, time, kernels) -> Repeat(direction, time, List.map change kernels)
        | Chunks(samples, stages) -> Chunks(samples, List.map (mapKernels change) stages)

    /// Samples of a chunk.
    let chunk (plan: Plan) =
        plan.Stages
        |> List.tryPick (fun stage ->
            match stage with
            | Chunks(samples, _) -> Some samples
            | Run _
            | Repeat _ -> None)

    /// Where the elements of a tensor lie: a view has the order of the tensor it is a view of.
    let resolve (views: Map<Name, Name>) (stored: Stored) =
        match stored.Layout, views.TryFind stored.Tensor with
        | (Rows | Within _ | Blocks), Some root -> { stored with Tensor = root }
        | _ -> stored

    let private join (separator: string) (texts: string list) = System.String.Join(separator, texts)

    let private layout value =
        match value with
        | Rows -> ""
        | Within row -> " in " + Show.integer row
        | Last position -> "ᵀ" + Show.integer position
        | Blocks -> "₁₆"

    let private stored (s: Stored) = Show.name s.Tensor + layout s.Layout

    let private kernel (k: Kernel) =
        let lane =
            match k.Lane with
            | Alone -> "one lane"
            | Along i -> "lanes along " + i.Name
            | Across i -> "lanes across " + i.Name
            | Over i -> "lanes over " + i.Name

        let tile =
            match k.Tile.Rows with
            | [] when k.Tile.Vectors = 1 -> ""
            | rows ->
                let rows = rows |> List.map (fun (row, count) -> Show.integer count + " " + row.Name)
                ", " + join " × " (rows @ [ Show.integer k.Tile.Vectors ])

        let tile =
            match k.Tile.Round with
            | Some { Over = i; Sums = 1; Steps = steps } -> tile + ", " + Show.integer steps + " " + i.Name + " a round"
            | Some round -> tile + ", " + Show.integer round.Sums + " sums over " + round.Over.Name
            | None -> tile

        let tile = if k.Tile.InPanels then tile + " in panels" else tile

        let tile =
            match k.Panel with
            | Some { Of = name; Rows = rows; Over = i } ->
                tile + ", " + Show.name name + " packed by " + Show.integer rows + " " + i.Name
            | None -> tile

        (lane + tile + " → " + join ", " (List.map stored k.Writes))
        :: List.map Show.equation (Kernel.equations k)

    /// One line a kernel and one an equation.
    let show (plan: Plan) =
        let indent = List.map (fun line -> "    " + line)

        let rec stage value =
            match value with
            | Chunks(samples, stages) -> ("chunks of " + Show.integer samples) :: indent (List.collect stage stages)
            | Run k -> kernel k
            | Repeat(direction, time, kernels) ->
                let order =
                    match direction with
                    | Sequence.Forward -> "for "
                    | Sequence.Backward -> "backward for "

                (order + time.Name) :: indent (List.collect kernel kernels)

        plan.Stages |> List.collect stage |> join "\n"
