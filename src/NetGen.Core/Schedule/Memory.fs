module internal NetGen.Core.Memory

let private notYet = ()
