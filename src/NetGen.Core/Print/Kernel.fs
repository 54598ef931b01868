module internal NetGen.Core.Kernel

let private notYet = ()
