module internal NetGen.Core.Schedule

let private notYet = ()
