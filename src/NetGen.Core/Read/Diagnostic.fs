module internal NetGen.Core.Diagnostic

let private notYet = ()
