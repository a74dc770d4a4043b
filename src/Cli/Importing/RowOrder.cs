using OrleansRegistry.Cli.Rows;

namespace OrleansRegistry.Cli.Importing;

/// <summary>
/// Which rows of a chunk wait for which: a row for the ones before it about the same thing, a row that needs a thing
/// for the last one about it, and the next one about it for all that needed it. So a fleet waits for its operator and
/// not for itself. Rows wait only for earlier ones, so they cannot wait in a circle.
/// </summary>
internal sealed class RowOrder
{
    private readonly TaskCompletionSource[] _done;
    private readonly Task[] _before;

    /// <summary>The rows met so far about one thing.</summary>
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

    /// <summary>Ends when row <paramref name="i"/> may begin.</summary>
    public Task Before(int i) => _before[i];

    /// <summary>
    /// Row <paramref name="i"/> has its receipt. After a fault nobody says so: then the import ends anyway.
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

    /// <summary>A row that needs what it is about does not wait for itself.</summary>
    private IEnumerable<Task> Follow(Met met, int i)
    {
        Task[] before = [met.About, .. met.Needing.Where(task => task != _done[i].Task)];
        met.About = _done[i].Task;
        met.Needing.Clear();
        return before;
    }
}
