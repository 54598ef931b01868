using NetGen;

namespace Company.Tests;

/// <summary>A network to check. Put a reference to your own project, and its networks, in its place.</summary>
[Network(4)]
[Dense(8), Tanh]
[Dense(3), Softmax]
[CrossEntropy]
public sealed partial class FlowerNet;
