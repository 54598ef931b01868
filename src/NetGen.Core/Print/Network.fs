module internal NetGen.Core.Network

let private notYet = ()
