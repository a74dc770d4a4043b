using OrleansRegistry.Cli.Rows;

namespace OrleansRegistry.Cli.Importing;

/// <summary>
/// Which rows of a chunk wait for which: a row for the last one before it about the same person, and for the last one
/// with the same certificate number. Rows wait only for earlier ones, so they cannot wait in a circle.
/// </summary>
internal sealed class RowOrder
{
    private readonly TaskCompletionSource[] _done;
    private readonly Task[] _before;

    public RowOrder(ReadRow[] chunk)
    {
        _done = new TaskCompletionSource[chunk.Length];
        _before = new Task[chunk.Length];
        var last = new Dictionary<string, int>(chunk.Length * 2);
        for (var i = 0; i < chunk.Length; i++)
        {
            _done[i] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _before[i] = chunk[i].Row is not { } row ? Task.CompletedTask
                : Task.WhenAll(Follow(last, "person " + row.Holder.IdentityNumber.ToUpperInvariant(), i), Follow(last, "number " + row.CertificateNumber, i));
        }
    }

    /// <summary>Ends when row <paramref name="i"/> may begin.</summary>
    public Task Before(int i) => _before[i];

    /// <summary>Row <paramref name="i"/> has its receipt. After a fault nobody says so: then the import ends anyway.</summary>
    public void Done(int i) => _done[i].SetResult();

    private Task Follow(Dictionary<string, int> last, string what, int i)
    {
        var before = last.TryGetValue(what, out var row) ? _done[row].Task : Task.CompletedTask;
        last[what] = i;
        return before;
    }
}
