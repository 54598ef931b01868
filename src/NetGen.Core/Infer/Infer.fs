module internal NetGen.Core.Infer

let private notYet = ()
