using System.Numerics;

namespace NetGen;

/// <summary>How outputs name a class: the greatest of several, and yes from ½ on.</summary>
internal static class Decision
{
    /// <summary>The class that one sample's outputs name; the first of several that are equally great.</summary>
    public static int Class<T>(ReadOnlySpan<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (outputs.Length == 1)
        {
            return IsYes(outputs[0]) ? 1 : 0;
        }

        int greatest = 0;
        for (int k = 1; k < outputs.Length; k++)
        {
            if (outputs[k] > outputs[greatest])
            {
                greatest = k;
            }
        }

        return greatest;
    }

    /// <summary>How many samples' outputs name their labels.</summary>
    public static int CountLabels<T>(ReadOnlySpan<T> outputs, int outputSize, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int correct = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            correct += Class(outputs.Slice(n * outputSize, outputSize)) == labels[n] ? 1 : 0;
        }

        return correct;
    }

    /// <summary>How many samples' outputs name the class that their targets name.</summary>
    public static int CountClasses<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputSize)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int correct = 0;
        for (int at = 0; at < outputs.Length; at += outputSize)
        {
            correct += Class(outputs.Slice(at, outputSize)) == Class(targets.Slice(at, outputSize)) ? 1 : 0;
        }

        return correct;
    }

    /// <summary>How many outputs say yes or no as their targets do.</summary>
    public static int CountYes<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int correct = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            correct += IsYes(outputs[i]) == IsYes(targets[i]) ? 1 : 0;
        }

        return correct;
    }

    private static bool IsYes<T>(T probability)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        probability >= T.One / (T.One + T.One);
}
