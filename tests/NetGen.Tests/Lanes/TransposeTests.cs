using NetGen.Lanes;
using Xunit;

namespace NetGen.Tests.Vectors;

public class TransposeTests
{
    /// <summary>Sizes around the squares of either precision.</summary>
    private static readonly int[] _sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 35];

    [Fact]
    public void Every_number_of_a_single_matrix_changes_sides() => Check(k => (float)k);

    [Fact]
    public void Every_number_of_a_double_matrix_changes_sides() => Check(k => (double)k);

    /// <summary>Rows of source and target are wider than the matrix, and what lies between and behind them stays.</summary>
    private static void Check<T>(Func<int, T> number)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        foreach (int rows in _sizes)
        {
            foreach (int columns in _sizes)
            {
                (int sourceRow, int targetRow) = (columns + 2, rows + 3);
                T[] source = [.. Enumerable.Range(1, rows * sourceRow).Select(number)];
                T[] target = new T[(columns * targetRow) + 16];
                Transpose.Copy(ref source[0], sourceRow, ref target[0], targetRow, rows, columns);

                for (int k = 0; k < target.Length; k++)
                {
                    (int c, int r) = (k / targetRow, k % targetRow);
                    T expected = c < columns && r < rows ? source[(r * sourceRow) + c] : T.Zero;
                    Assert.Equal(expected, target[k]);
                }
            }
        }
    }
}
