namespace NetGen.Core

/// A span of the user's source. The generator leaves positions out (`Position.none`), so that an edit
/// elsewhere in the file changes nothing it compares; the analyzer fills them in.
type Position =
    {
        Path: string
        Start: int
        Length: int
        StartLine: int
        StartColumn: int
        EndLine: int
        EndColumn: int
    }

[<RequireQualifiedAccess>]
module Position =
    let none =
        { Path = ""; Start = 0; Length = 0; StartLine = 0; StartColumn = 0; EndLine = 0; EndColumn = 0 }

    let isKnown position = position.Path <> ""

    /// A piece of a text that stands at the position; all of it where its characters are not those of the source.
    let within (text: string) start length position =
        if not (isKnown position) || position.Length <> text.Length then
            position
        else
            let lineAndColumn upTo =
                let before = text.Substring(0, upTo)
                let lastBreak = before.LastIndexOf '\n'
                let line = position.StartLine + (before |> Seq.filter ((=) '\n') |> Seq.length)
                line, (if lastBreak < 0 then position.StartColumn + upTo else upTo - lastBreak - 1)

            let startLine, startColumn = lineAndColumn start
            let endLine, endColumn = lineAndColumn (start + length)

            { position with
                Start = position.Start + start
                Length = length
                StartLine = startLine
                StartColumn = startColumn
                EndLine = endLine
                EndColumn = endColumn
            }
