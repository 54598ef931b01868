module internal NetGen.Core.Activations

let private notYet = ()
