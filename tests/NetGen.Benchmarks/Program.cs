Console.WriteLine("NetGen.Benchmarks");
