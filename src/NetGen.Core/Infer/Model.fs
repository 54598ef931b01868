module internal NetGen.Core.Model

let private notYet = ()
