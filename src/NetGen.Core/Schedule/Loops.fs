module internal NetGen.Core.Loops

let private notYet = ()
