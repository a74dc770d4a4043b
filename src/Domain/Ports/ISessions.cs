using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A session as its owner sees it.</summary>
/// <param name="Id">The id of the session; nobody can sign in with it.</param>
/// <param name="StartedAt">When it began, UTC; null: it began before this was stored.</param>
/// <param name="SeenAt">When it was last used, UTC; possibly some minutes late. Null: not known.</param>
/// <param name="ExpiresAt">When the session ends at the latest, UTC.</param>
/// <param name="Network">The network in which it began; null: not known.</param>
/// <param name="Agent">The name that the client gives itself; null: none.</param>
/// <param name="Current">True: the session of this request.</param>
public sealed record OwnSession(
    string Id, DateTimeOffset? StartedAt, DateTimeOffset? SeenAt, DateTimeOffset ExpiresAt, string? Network,
    string? Agent, bool Current);

/// <summary>A device that an account knows, as its owner sees it.</summary>
/// <param name="Id">Its id, which is not the device's token.</param>
/// <param name="MadeAt">When it signed in first, UTC.</param>
/// <param name="SeenAt">When it signed in last, UTC.</param>
/// <param name="ExpiresAt">Until when the device is known, exclusive, UTC.</param>
/// <param name="Network">The network of the last sign-in.</param>
/// <param name="Agent">The name that the client gives itself; null: none.</param>
public sealed record OwnDevice(
    string Id, DateTimeOffset MadeAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt, string Network, string? Agent);

/// <summary>The sessions and devices of an account, for its owner.</summary>
public interface ISessions
{
    /// <summary>The sessions of the caller's account, the one that was used last first.</summary>
    Task<ImmutableArray<OwnSession>> Sessions(SignedIn caller, CancellationToken cancellation = default);

    /// <summary>Ends a session of the account; false: it has none with this id.</summary>
    Task<bool> EndSession(SignedIn caller, string id, CancellationToken cancellation = default);

    /// <summary>Ends the caller's own session; one that is over already is no fault.</summary>
    Task EndThis(SignedIn caller, CancellationToken cancellation = default);

    /// <summary>The devices that the account knows, the one that signed in last first.</summary>
    Task<ImmutableArray<OwnDevice>> Devices(string accountId, CancellationToken cancellation = default);

    /// <summary>The account no longer knows the device; false: it knows none with this id.</summary>
    Task<bool> ForgetDevice(string accountId, string id, CancellationToken cancellation = default);
}
