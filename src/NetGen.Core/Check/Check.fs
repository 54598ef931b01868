module internal NetGen.Core.Check

let private notYet = ()
