/// The faults written by hand, in Faults.props: the expression that is right, and what is planted in its place.
module NetGen.Core.Mutator.ByHand

let private occurrences (text: string) (part: string) =
    text.Split([| part |], System.StringSplitOptions.None).Length - 1

/// The faults of a file. An expression that its file does not hold exactly once is an error: it must follow the code it breaks.
let faults (props: string) file (content: string) : Mutant list =
    [
        for fault in Project.elements "Fault" props do
            if Project.attribute "File" fault = file then
                let name, right = Project.attribute "Include" fault, Project.inner "Right" fault

                if occurrences content right <> 1 then
                    failwithf
                        "The fault '%s' replaces '%s', which is found %d times in %s."
                        name
                        right
                        (occurrences content right)
                        file

                let before = content.Substring(0, content.IndexOf(right, System.StringComparison.Ordinal))
                let column = before.Length - before.LastIndexOf '\n' - 1

                {
                    File = file
                    Rule = "by hand"
                    Line = before.Split('\n').Length
                    Columns = column, column + right.Length
                    Right = right
                    Wrong = Project.inner "Wrong" fault
                    Operator = name
                }
    ]
