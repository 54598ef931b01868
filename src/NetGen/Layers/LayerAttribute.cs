using System.Diagnostics;

namespace NetGen;

/// <summary>
/// A step of the data flow: a layer, an activation, or the loss. The attributes of a class apply in the order in
/// which they are written; each takes the output of the one before.
/// </summary>
/// <remarks>Below, x is a sample's input to the step, y its output, and t its target.</remarks>
[Conditional("NETGEN_ATTRIBUTES")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute;
