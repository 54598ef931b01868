namespace NetGen.Testing;

/// <summary>
/// A dual number a + b·ε, ε² = 0: a number that carries its slope along one direction. A function written for any
/// number type, called with duals, gives its value and its exact directional derivative (Clifford, 1873; Wengert, 1964).
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="Slope">Its change along the direction.</param>
public readonly partial record struct Dual(double Value, double Slope = 0);
