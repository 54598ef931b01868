namespace NetGen.Core

type Method = { Name: string; Text: string }

/// The kernels and, last, the pass that calls them. The work buffer has
/// WorkPerSample · (samples, or those of a chunk if they are fewer, rounded up to a multiple of 16) + WorkFixed elements.
type Printed =
    {
        Methods: Method list
        /// The pass's type parameters.
        Widths: Parts.Width list
        Buffers: string list
        /// Whether it is told how many samples there are.
        IsBatched: bool
        WorkPerSample: int
        WorkFixed: int
        Chunk: int option
    }
