Console.WriteLine("NetGen.Samples");
