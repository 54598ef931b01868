module internal NetGen.Core.Code

let private notYet = ()
