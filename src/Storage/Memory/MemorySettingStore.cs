namespace OrleansRegistry.Storage.Memory;

/// <summary>Small values that belong to the registry.</summary>
internal sealed class MemorySettingStore(MemoryTables tables) : ISettingStore
{
    public ValueTask<byte[]?> Get(string name, CancellationToken cancellation = default) =>
        ValueTask.FromResult(tables.Locked(all => all.Settings.GetValueOrDefault(name)));

    public Task<bool> Replace(
        string name, byte[]? before, ReadOnlyMemory<byte> value, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var kept = tables.Settings.GetValueOrDefault(name);
            if (kept is null != before is null || !kept.AsSpan().SequenceEqual(before)) return Task.FromResult(false);
            tables.Settings[name] = value.ToArray();
            return Task.FromResult(true);
        }
    }

    public Task Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation = default)
    {
        lock (tables.Gate) tables.Settings[name] = value.ToArray();
        return Task.CompletedTask;
    }
}
