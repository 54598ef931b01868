module internal NetGen.Core.Sequence

let private notYet = ()
