using System.Collections.Immutable;

namespace OrleansRegistry.Storage;

/// <summary>A device from which an account was signed in.</summary>
/// <param name="Id">The SHA-256 of its token, hexadecimal.</param>
/// <param name="AccountId">The account to which the device belongs.</param>
/// <param name="Network">The network of the last sign-in.</param>
/// <param name="MadeAt">When it signed in first, UTC.</param>
/// <param name="SeenAt">When it signed in last, UTC.</param>
/// <param name="ExpiresAt">Until when the device is known, exclusive, UTC.</param>
/// <param name="Agent">The name that the client gave itself, 200 characters at most; null: none.</param>
public sealed record StoredDevice(
    string Id, string AccountId, string Network, DateTimeOffset MadeAt, DateTimeOffset SeenAt,
    DateTimeOffset ExpiresAt, string? Agent);

/// <summary>The devices that accounts know, as rows.</summary>
public interface IDeviceStore
{
    /// <summary>
    /// Adds or renews a device; only the <paramref name="max"/> devices of the account that signed in last are kept.
    /// </summary>
    Task Remember(StoredDevice device, int max, CancellationToken cancellation = default);

    /// <summary>
    /// The devices of an account, the one that signed in last first, including those that have expired.
    /// </summary>
    ValueTask<ImmutableArray<StoredDevice>> Of(string accountId, CancellationToken cancellation = default);

    /// <summary>Removes a device of an account, or with null all of them; the result is how many.</summary>
    Task<int> Forget(string accountId, string? id, CancellationToken cancellation = default);

    /// <summary>Removes the devices that expired before <paramref name="before"/>; the result is how many.</summary>
    Task<int> RemoveEnded(DateTimeOffset before, CancellationToken cancellation = default);
}
