using System.Runtime.CompilerServices;
using NetGen.Lanes;
using Xunit;

namespace NetGen.Tests.Vectors;

public class WorkspaceTests
{
    [Fact]
    public unsafe void A_workspace_is_aligned_to_a_cache_line_at_every_length() =>
        OnNewThread(() =>
        {
            for (var length = 0; length < 5000; length += 37)
            {
                Assert.Equal(0, (nint)Unsafe.AsPointer(ref Workspace<float>.Rent(length)) % 64);
                Assert.Equal(0, (nint)Unsafe.AsPointer(ref Workspace<double>.Rent(length)) % 64);
            }
        });

    [Fact]
    public void The_same_memory_is_lent_again_until_more_is_asked_for() =>
        OnNewThread(() =>
        {
            ref var first = ref Workspace<float>.Rent(2000);
            Assert.True(Unsafe.AreSame(ref first, ref Workspace<float>.Rent(10)));
            ref var grown = ref Workspace<float>.Rent(2001);
            Assert.False(Unsafe.AreSame(ref first, ref grown));
            Assert.True(Unsafe.AreSame(ref grown, ref Workspace<float>.Rent(4000)));
        });

    [Fact]
    public void All_of_it_and_the_slack_behind_can_be_written() =>
        OnNewThread(() =>
        {
            ref var start = ref Workspace<double>.Rent(5000);
            for (var i = 0; i < 5000 + AlignedBuffer<double>.Slack; i++)
            {
                Unsafe.Add(ref start, i) = i;
            }

            GC.Collect();
            Assert.Equal(5063, Unsafe.Add(ref start, 5063));
        });

    [Fact]
    public void Threads_have_their_own()
    {
        ref var mine = ref Workspace<float>.Rent(100);
        mine = 1;
        OnNewThread(() => Workspace<float>.Rent(100) = 2);
        Assert.Equal(1, mine);
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first_time() =>
        OnNewThread(() =>
        {
            Workspace<float>.Rent(3000);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                Workspace<float>.Rent(i * 3);
            }

            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        });

    [Fact]
    public void Released_memory_is_forgotten() =>
        OnNewThread(() =>
        {
            ref var first = ref Workspace<float>.Rent(10);
            Workspace<float>.Release();
            Assert.False(Unsafe.AreSame(ref first, ref Workspace<float>.Rent(10)));
        });

    [Fact]
    public void Negative_lengths_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Workspace<float>.Rent(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer<float>(-1));
    }

    [Fact]
    public unsafe void Buffers_are_aligned_zeroed_and_as_long_as_asked()
    {
        for (var length = 0; length < 300; length++)
        {
            var buffer = new AlignedBuffer<float>(length);
            Assert.Equal(length, buffer.Length);
            Assert.Equal(length, buffer.Span.Length);
            Assert.Equal(0, (nint)Unsafe.AsPointer(ref buffer.Start) % 64);
            Assert.Equal(-1, buffer.Span.IndexOfAnyExcept(0f));
            for (var i = 0; i < AlignedBuffer<float>.Slack; i++)
            {
                Assert.Equal(0, Unsafe.Add(ref buffer.Start, length + i));
            }
        }
    }

    [Fact]
    public void Buffers_stay_where_they_are()
    {
        AlignedBuffer<float>[] buffers = [.. Enumerable.Range(0, 100).Select(k => new AlignedBuffer<float>(new byte[100 + k].Length))];
        nint[] before = Array.ConvertAll(buffers, Place);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        Assert.Equal(before, Array.ConvertAll(buffers, Place));

        static unsafe nint Place(AlignedBuffer<float> buffer) => (nint)Unsafe.AsPointer(ref buffer.Start);
    }

    [Fact]
    public void A_buffer_takes_its_numbers_its_slack_and_a_line_to_align_them()
    {
        const int bytes = ((1000 + AlignedBuffer<float>.Slack) * sizeof(float)) + 64;
        _ = new AlignedBuffer<float>(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = new AlignedBuffer<float>(1000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, bytes, bytes + 100);
    }

    [Fact]
    public void No_buffer_is_no_span() =>
        Assert.Throws<ArgumentNullException>("buffer", () => ((Span<float>)(AlignedBuffer<float>)null!).Length);

    [Fact]
    public void A_buffer_is_its_span()
    {
        var buffer = new AlignedBuffer<double>(3);
        Span<double> span = buffer;
        span[2] = 5;
        Assert.Equal(5, Unsafe.Add(ref buffer.Start, 2));
    }

    private static void OnNewThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
