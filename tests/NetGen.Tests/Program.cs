using NetGen.Tests.Vectors;

namespace NetGen.Tests;

/// <summary>
/// Parts of the tests as a program: what the runtime reads only when it starts, such as which instructions it may
/// use, takes a process of its own.
/// </summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["lanes"]:
                Console.Out.WriteLine(LaneReport.OfThisProcess());
                break;
            case ["lanes", var bits]:
                AppContext.SetData("NetGen.LaneBits", bits);
                Console.Out.WriteLine(NetGen.Lanes.Lanes.Bits);
                break;
            case ["networks"]:
                InliningTests.RunNetworks();
                break;
            case ["overfull"]:
                InliningTests.RunOverfull();
                break;
        }
    }
}
