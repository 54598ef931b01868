module internal NetGen.Core.Cost

let private notYet = ()
