namespace NetGen;

/// <summary>The greatest number of every window of a sequence: [time, channels] becomes [steps, channels]. Its slope goes to the first greatest.</summary>
/// <param name="size">The window's length.</param>
public sealed class MaxPool1DAttribute(int size) : PoolAttribute(size);

/// <summary>The greatest number of every window of an image: [height, width, channels] becomes [rows, columns, channels]. Its slope goes to the first greatest.</summary>
/// <param name="size">The window's height and, unless SizeWidth is given, width.</param>
public sealed class MaxPool2DAttribute(int size) : Pool2DAttribute(size);

/// <summary>The mean of every window of a sequence, over the places inside: [time, channels] becomes [steps, channels].</summary>
/// <param name="size">The window's length.</param>
public sealed class AveragePool1DAttribute(int size) : PoolAttribute(size);

/// <summary>The mean of every window of an image, over the places inside: [height, width, channels] becomes [rows, columns, channels].</summary>
/// <param name="size">The window's height and, unless SizeWidth is given, width.</param>
public sealed class AveragePool2DAttribute(int size) : Pool2DAttribute(size);

/// <summary>
/// The mean over all places, for each channel: [height, width, channels] or [time, channels] becomes [channels]
/// (Lin, Chen and Yan, 2013). Of sequences of different lengths, over the steps that the sample has.
/// </summary>
public sealed class GlobalAveragePoolAttribute : SingleInputAttribute;

/// <summary>
/// The greatest number of all places, for each channel: [height, width, channels] or [time, channels] becomes
/// [channels]. Of sequences of different lengths, of the steps that the sample has.
/// </summary>
public sealed class GlobalMaxPoolAttribute : SingleInputAttribute;
