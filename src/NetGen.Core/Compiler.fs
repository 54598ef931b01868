module internal NetGen.Core.Compiler

let private notYet = ()
