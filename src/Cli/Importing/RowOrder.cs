using OrleansRegistry.Cli.Rows;

namespace OrleansRegistry.Cli.Importing;

/// <summary>
/// Which rows of a chunk wait for which. A row waits for earlier rows about the same thing; a row that needs a thing
/// waits for the last row about it; and the next row about that thing waits for all rows that needed it. So the
/// vehicles of a fleet wait for their operator, but not for each other. Rows only wait for earlier ones, so that there
/// is no circle.
/// </summary>
internal sealed class RowOrder
{
    private readonly TaskCompletionSource[] _done;
    private readonly Task[] _before;

    /// <summary>The earlier rows about one thing.</summary>
    private sealed class Met
    {
        public Task About = Task.CompletedTask;
        public readonly List<Task> Needing = [];
    }

    public RowOrder(ReadRow[] chunk)
    {
        _done = new TaskCompletionSource[chunk.Length];
        _before = new Task[chunk.Length];
        var things = new Dictionary<string, Met>(chunk.Length * 2);
        for (var i = 0; i < chunk.Length; i++)
        {
            _done[i] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _before[i] = chunk[i].Row is not { } row ? Task.CompletedTask
                : Task.WhenAll([.. row.Needs.Distinct().SelectMany(thing => Need(Of(things, thing), i)),
                    .. row.About.Distinct().SelectMany(thing => Follow(Of(things, thing), i))]);
        }
    }

    /// <summary>Completes when row <paramref name="i"/> may begin.</summary>
    public Task Before(int i) => _before[i];

    /// <summary>
    /// Row <paramref name="i"/> has its receipt. After an exception this is not called, but then the import ends
    /// anyway.
    /// </summary>
    public void Done(int i) => _done[i].SetResult();

    private static Met Of(Dictionary<string, Met> things, string thing)
    {
        if (!things.TryGetValue(thing, out var met)) things[thing] = met = new Met();
        return met;
    }

    private IEnumerable<Task> Need(Met met, int i)
    {
        met.Needing.Add(_done[i].Task);
        return [met.About];
    }

    /// <summary>The rows for which a row waits, except itself: a row may need the thing that it is about.</summary>
    private IEnumerable<Task> Follow(Met met, int i)
    {
        Task[] before = [met.About, .. met.Needing.Where(task => task != _done[i].Task)];
        met.About = _done[i].Task;
        met.Needing.Clear();
        return before;
    }
}
