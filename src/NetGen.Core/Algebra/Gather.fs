module internal NetGen.Core.Gather

let private notYet = ()
