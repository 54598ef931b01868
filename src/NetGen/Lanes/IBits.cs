using System.Numerics;

namespace NetGen.Lanes;

/// <summary>What the mathematics needs beside arithmetic: the numbers' bits, taken as integers.</summary>
/// <typeparam name="TSelf">The vector itself.</typeparam>
/// <typeparam name="T">Its numbers.</typeparam>
internal interface IBits<TSelf, T> : ILanes<TSelf, T>
    where TSelf : struct, IBits<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A constant, as written for either precision.</summary>
    static abstract TSelf Constant(float single, double twice);

    /// <summary>A constant of lanes in single precision.</summary>
    static abstract TSelf Single(float value);

    /// <summary>A constant of lanes in double precision.</summary>
    static abstract TSelf Double(double value);

    /// <summary>A constant by its bits.</summary>
    static abstract TSelf Pattern(uint single, ulong twice);

    /// <summary>The bits shifted to the left.</summary>
    static abstract TSelf ShiftLeft(TSelf a, int bits);

    /// <summary>The bits shifted to the right, zeros from the left.</summary>
    static abstract TSelf ShiftRight(TSelf a, int bits);

    /// <summary>The sum of the bits as integers.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>The difference of the bits as integers.</summary>
    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    /// <summary>The bits of either.</summary>
    static abstract TSelf Or(TSelf a, TSelf b);

    /// <summary>The lesser; a where it is NaN.</summary>
    static abstract TSelf AtMost(TSelf a, TSelf bound);

    /// <summary>The greater; a where it is NaN.</summary>
    static abstract TSelf AtLeast(TSelf a, TSelf bound);

    /// <summary>Whether a comparison holds in any lane.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>Whether the processor finds numbers of a table within registers.</summary>
    static abstract bool HasLookup { get; }

    /// <summary>
    /// In every lane the number, of a table's row of 16 in single precision, that the lane's lowest four bits say.
    /// </summary>
    static abstract TSelf Lookup(ref float table, int row, TSelf index);

    /// <summary>a · 2ⁿ for whole n from −1000 to 1000 in double, −250 to 250 in single precision; rounded once.</summary>
    static abstract TSelf Scale(TSelf a, TSelf n);
}
