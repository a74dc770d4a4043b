using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

/// <summary>
/// What every store must do, whatever database is behind it. Goal: a host can rely on one suite's word. Method: a real
/// database, one a test; each store derives from this class and says how it is opened.
/// </summary>
public abstract partial class RegistryStoreTests : IAsyncLifetime
{
    /// <summary>Opens the store of this test; the second time with what the first left behind.</summary>
    protected abstract Task<IRegistryStore> OpenStore();

    /// <summary>The store under test.</summary>
    protected IRegistryStore Store { get; private set; } = null!;

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync() => Store = await OpenStore();

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync() => await Store.DisposeAsync();

    /// <summary>Closes the store and opens it again.</summary>
    protected async Task Reopen()
    {
        await Store.DisposeAsync();
        Store = await OpenStore();
    }

    private async Task Committed(Commit commit) => Assert.Equal(CommitResult.Ok, await Store.Commit(commit));

    /// <summary>A commit on top of what is stored.</summary>
    private async Task<Commit> Next(EntityId id, int events = 1)
    {
        var stored = await Store.Load(id);
        return stored is null ? Sample.First(id, events) : Sample.Change(id, stored.Version, stored.Head, events);
    }

    /// <summary>Every item of a list, page by page; <paramref name="between"/> runs after each page.</summary>
    private static async Task<List<T>> AllPages<T>(
        int limit, Func<PageRequest, Task<Page<T>>> read, Func<ImmutableArray<T>, Task>? between = null)
    {
        var all = new List<T>();
        string? cursor = null;
        do
        {
            var page = await read(new PageRequest(limit, cursor));
            Assert.True(page.Items.Length <= limit);
            all.AddRange(page.Items);
            if (between is not null) await between(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }
}
