module internal NetGen.Core.Evaluate

let private notYet = ()
