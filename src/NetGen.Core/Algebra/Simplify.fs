module internal NetGen.Core.Simplify

let private notYet = ()
