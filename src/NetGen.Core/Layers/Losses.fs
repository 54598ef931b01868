module internal NetGen.Core.Losses

let private notYet = ()
