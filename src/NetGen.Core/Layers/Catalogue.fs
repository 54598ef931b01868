module internal NetGen.Core.Catalogue

let private notYet = ()
