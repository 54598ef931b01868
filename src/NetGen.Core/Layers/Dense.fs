module internal NetGen.Core.Dense

let private notYet = ()
