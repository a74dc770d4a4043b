using System.Collections.Immutable;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Memory;

/// <summary>The tables of accounts.</summary>
internal sealed class MemoryPeople
{
    public SortedDictionary<string, StoredAccount> Accounts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, StoredSession> Sessions { get; } = [];

    public Dictionary<string, StoredDevice> Devices { get; } = [];

    public Dictionary<(string Account, AgreedVersion Version), DateTimeOffset> Agreements { get; } = [];

    public Dictionary<(string Account, string Key), (byte[] Content, DateTimeOffset At)> Drafts { get; } = [];
}

/// <summary>The devices that accounts know.</summary>
internal sealed class MemoryDeviceStore(MemoryTables tables) : IDeviceStore
{
    public Task Remember(StoredDevice device, int max, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var devices = tables.People.Devices;
            devices[device.Id] = devices.TryGetValue(device.Id, out var known)
                ? device with { AccountId = known.AccountId, MadeAt = known.MadeAt } : device;
            foreach (var old in InOrder(device.AccountId).Skip(max).ToList()) devices.Remove(old.Id);
            return Task.CompletedTask;
        }
    }

    public ValueTask<ImmutableArray<StoredDevice>> Of(string accountId, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(InOrder(accountId).ToImmutableArray());
    }

    public Task<int> Forget(string accountId, string? id, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var gone = InOrder(accountId).Where(device => id is null || device.Id == id).ToList();
            foreach (var device in gone) tables.People.Devices.Remove(device.Id);
            return Task.FromResult(gone.Count);
        }
    }

    public Task<int> RemoveEnded(DateTimeOffset before, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var gone = tables.People.Devices.Values.Where(one => one.ExpiresAt < before).ToList();
            foreach (var device in gone) tables.People.Devices.Remove(device.Id);
            return Task.FromResult(gone.Count);
        }
    }

    private IEnumerable<StoredDevice> InOrder(string accountId) => tables.People.Devices.Values
        .Where(device => device.AccountId == accountId)
        .OrderByDescending(device => device.SeenAt).ThenBy(device => device.Id, StringComparer.Ordinal);
}

/// <summary>Who agreed to which version.</summary>
internal sealed class MemoryAgreementStore(MemoryTables tables) : IAgreementStore
{
    public Task Add(
        string accountId, ImmutableArray<AgreedVersion> agreed, DateTimeOffset at,
        CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            foreach (var version in agreed) tables.People.Agreements.TryAdd((accountId, version), at);
            return Task.CompletedTask;
        }
    }

    public ValueTask<ImmutableArray<GivenAgreement>> Of(string accountId, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return ValueTask.FromResult<ImmutableArray<GivenAgreement>>(
            [
                .. tables.People.Agreements.Where(one => one.Key.Account == accountId)
                    .Select(one => new GivenAgreement(one.Key.Version.Id, one.Key.Version.Version, one.Value))
                    .OrderBy(one => one.Id, StringComparer.Ordinal)
                    .ThenBy(one => one.Version, StringComparer.Ordinal),
            ]);
    }
}

/// <summary>Drafts.</summary>
internal sealed class MemoryDrafts(MemoryTables tables) : IDrafts
{
    public Task<bool> Save(
        string accountId, string key, ReadOnlyMemory<byte> content, DateTimeOffset now,
        CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var drafts = tables.People.Drafts;
            foreach (var old in drafts.Where(one => IsOver(one.Value.At, now)).ToList()) drafts.Remove(old.Key);
            if (drafts.Keys.Count(one => one.Account == accountId && one.Key != key) >= IDrafts.MaxDrafts)
                return Task.FromResult(false);
            drafts[(accountId, key)] = (content.ToArray(), now);
            return Task.FromResult(true);
        }
    }

    public ValueTask<ReadOnlyMemory<byte>?> Find(
        string accountId, string key, DateTimeOffset now, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return ValueTask.FromResult<ReadOnlyMemory<byte>?>(
                tables.People.Drafts.TryGetValue((accountId, key), out var draft) && !IsOver(draft.At, now)
                    ? draft.Content : null);
    }

    public ValueTask<ImmutableArray<DraftInfo>> Of(
        string accountId, DateTimeOffset now, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return ValueTask.FromResult<ImmutableArray<DraftInfo>>(
            [
                .. tables.People.Drafts.Where(one => one.Key.Account == accountId && !IsOver(one.Value.At, now))
                    .OrderByDescending(one => one.Value.At).ThenBy(one => one.Key.Key, StringComparer.Ordinal)
                    .Select(one => new DraftInfo(one.Key.Key, one.Value.Content.Length, one.Value.At)),
            ]);
    }

    public Task<bool> Remove(string accountId, string key, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return Task.FromResult(tables.People.Drafts.Remove((accountId, key)));
    }

    public Task<int> RemoveAll(string accountId, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult(tables.People.Drafts.Keys.Where(one => one.Account == accountId).ToList()
                .Count(tables.People.Drafts.Remove));
    }

    public Task<int> RemoveOld(DateTimeOffset before, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var gone = tables.People.Drafts.Where(one => one.Value.At < before).Select(one => one.Key).ToList();
            foreach (var key in gone) tables.People.Drafts.Remove(key);
            return Task.FromResult(gone.Count);
        }
    }

    private static bool IsOver(DateTimeOffset savedAt, DateTimeOffset now) => savedAt < now.AddDays(-IDrafts.Days);
}
