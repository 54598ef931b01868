module internal NetGen.Core.Pass

let private notYet = ()
