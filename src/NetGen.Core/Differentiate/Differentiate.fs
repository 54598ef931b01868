module internal NetGen.Core.Differentiate

let private notYet = ()
