using System.Collections.Immutable;

namespace OrleansRegistry.Storage;

/// <summary>A device from which an account was signed in.</summary>
/// <param name="Id">The SHA-256 of its token, hexadecimal.</param>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Network">From which network it signed in last.</param>
/// <param name="MadeAt">When it signed in first, UTC.</param>
/// <param name="SeenAt">When it signed in last, UTC.</param>
/// <param name="ExpiresAt">Until when it is known, exclusive, UTC.</param>
/// <param name="Agent">What it called itself, 200 characters at most; null: nothing.</param>
public sealed record StoredDevice(
    string Id, string AccountId, string Network, DateTimeOffset MadeAt, DateTimeOffset SeenAt,
    DateTimeOffset ExpiresAt, string? Agent);

/// <summary>The devices that accounts know, as rows.</summary>
public interface IDeviceStore
{
    /// <summary>
    /// Adds a device or renews it; of the devices of its account the <paramref name="max"/> that signed in last stay.
    /// </summary>
    Task Remember(StoredDevice device, int max, CancellationToken cancellation = default);

    /// <summary>The devices of an account, the one that signed in last first, also those that are over.</summary>
    ValueTask<ImmutableArray<StoredDevice>> Of(string accountId, CancellationToken cancellation = default);

    /// <summary>Forgets a device of an account, or with null all of them; gives how many there were.</summary>
    Task<int> Forget(string accountId, string? id, CancellationToken cancellation = default);

    /// <summary>Removes the devices that were over before <paramref name="before"/>; how many there were.</summary>
    Task<int> RemoveEnded(DateTimeOffset before, CancellationToken cancellation = default);
}
