module internal NetGen.Core.Algebra

let private notYet = ()
