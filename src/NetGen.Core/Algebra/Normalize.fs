module internal NetGen.Core.Normalize

let private notYet = ()
