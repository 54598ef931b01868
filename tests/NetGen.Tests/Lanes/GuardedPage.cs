using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Tests.Vectors;

/// <summary>
/// Memory behind which the next page may not be touched: whoever reads or writes beyond its end kills the process.
/// On systems without mmap it is ordinary memory, and this is shown by no test.
/// </summary>
internal sealed unsafe partial class GuardedPage : IDisposable
{
    private const int Size = 65536;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly byte* start;

    public GuardedPage()
    {
        if (!OperatingSystem.IsLinux())
        {
            start = (byte*)NativeMemory.AllocZeroed(2 * Size);
            return;
        }

        start = Map(null, 2 * Size, ReadWrite, PrivateAnonymous, -1, 0);
        if (Protect(start + Size, Size, 0) != 0)
        {
            throw new InvalidOperationException("The page behind the end could not be protected.");
        }
    }

    /// <summary>The last numbers before the end.</summary>
    public ref T Last<T>(nint count)
        where T : unmanaged => ref Unsafe.AsRef<T>(start + Size - count * sizeof(T));

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Unmap(start, 2 * Size);
        }
        else
        {
            NativeMemory.Free(start);
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* Map(void* address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Protect(void* address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(void* address, nint length);
}
