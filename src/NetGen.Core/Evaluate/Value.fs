module internal NetGen.Core.Value

let private notYet = ()
