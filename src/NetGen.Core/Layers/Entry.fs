module internal NetGen.Core.Entry

let private notYet = ()
