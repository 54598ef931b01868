using BenchmarkDotNet.Running;
using NetGen.Benchmarks;

switch (args.FirstOrDefault())
{
    case "mathematics":
        Mathematics.Run(args.AsSpan(1));
        break;
    case "digits":
        BenchmarkRunner.Run<Digits>(args: args[1..]);
        break;
    case "gradientcheck":
        GradientChecks.Run();
        break;
    default:
        Console.WriteLine("dotnet run -c Release --project tests/NetGen.Benchmarks -- <program>");
        Console.WriteLine();
        Console.WriteLine("digits                 the network of the main sample: prediction, gradient, training");
        Console.WriteLine("gradientcheck          how long GradientCheck takes for the digits and LeNet-5");
        Console.WriteLine("mathematics [stride]   accuracy over every stride-th float (default 16, 1 for all 2³²), and speed, of the functions of the lanes");
        break;
}
