using System.Collections.Concurrent;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>Settings are read from the store below, and only kept in memory when they are set.</summary>
internal sealed class DryRunSettings(ISettingStore real) : ISettingStore
{
    private readonly ConcurrentDictionary<string, byte[]> _set = new();

    public ValueTask<byte[]?> Get(string name, CancellationToken cancellation = default) =>
        _set.TryGetValue(name, out var value) ? ValueTask.FromResult<byte[]?>(value) : real.Get(name, cancellation);

    public async Task<bool> Replace(
        string name, byte[]? before, ReadOnlyMemory<byte> value, CancellationToken cancellation = default)
    {
        var kept = await Get(name, cancellation).ConfigureAwait(false);
        if (kept is null != before is null || (kept is not null && !kept.AsSpan().SequenceEqual(before))) return false;
        _set[name] = value.ToArray();
        return true;
    }

    public Task Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation = default)
    {
        _set[name] = value.ToArray();
        return Task.CompletedTask;
    }
}
