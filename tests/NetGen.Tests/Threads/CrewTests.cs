using Xunit;

namespace NetGen.Tests.Threads;

public class CrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_part_is_done_once(int threads)
    {
        using var crew = new Crew(threads);
        for (int parts = 0; parts < 40; parts++)
        {
            var done = new int[parts];
            crew.Run(parts, part => Interlocked.Increment(ref done[part]));
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void Threads_that_have_gone_to_sleep_wake()
    {
        using var crew = new Crew(3);
        int done = 0;
        for (int task = 0; task < 3; task++)
        {
            Thread.Sleep(20);
            crew.Run(8, _ => Interlocked.Increment(ref done));
        }

        Assert.Equal(24, done);
    }

    [Fact]
    public void What_a_part_throws_is_thrown_and_the_next_task_runs()
    {
        using var crew = new Crew(3);
        int done = 0;
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(
            () => crew.Run(8, part =>
            {
                Interlocked.Increment(ref done);
                if (part == 6)
                {
                    throw new InvalidOperationException("six");
                }
            }));
        Assert.Equal("six", thrown.Message);
        Assert.Equal(8, done);
        crew.Run(4, _ => Interlocked.Increment(ref done));
        Assert.Equal(12, done);
    }

    [Fact]
    public void The_threads_end_with_the_crew()
    {
        var alive = new System.Collections.Concurrent.ConcurrentDictionary<Thread, bool>();
        using (var crew = new Crew(3))
        {
            crew.Run(30, _ =>
            {
                alive[Thread.CurrentThread] = Thread.CurrentThread.IsBackground;
                Thread.Sleep(2);
            });
        }

        Assert.All(alive.Keys.Where(thread => thread != Thread.CurrentThread), thread => Assert.True(thread.Join(5000)));
        Assert.Contains(alive.Keys, thread => thread != Thread.CurrentThread);
        string[] names = [.. alive.Where(one => one.Key != Thread.CurrentThread).Select(one => $"{one.Key.Name} {one.Value}")];
        Assert.All(names, name => Assert.Contains(name, (string[])["NetGen 1 True", "NetGen 2 True"]));
        Assert.Distinct(names);
    }
}
