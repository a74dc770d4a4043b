using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A session as its owner sees it.</summary>
/// <param name="Id">Names it; opens nothing.</param>
/// <param name="StartedAt">When it began, UTC; null: before that was kept.</param>
/// <param name="SeenAt">When it was last used, UTC, some minutes ago perhaps; null: not known.</param>
/// <param name="ExpiresAt">Its end at the latest, UTC.</param>
/// <param name="Network">From which network it began; null: not known.</param>
/// <param name="Agent">What the program that began it calls itself; null: nothing.</param>
/// <param name="Current">True: the one by which this is asked.</param>
public sealed record OwnSession(
    string Id, DateTimeOffset? StartedAt, DateTimeOffset? SeenAt, DateTimeOffset ExpiresAt, string? Network,
    string? Agent, bool Current);

/// <summary>A device that an account knows, as its owner sees it.</summary>
/// <param name="Id">Names it; it is not the device's token.</param>
/// <param name="MadeAt">When it signed in first, UTC.</param>
/// <param name="SeenAt">When it signed in last, UTC.</param>
/// <param name="ExpiresAt">Until when it is known, exclusive, UTC.</param>
/// <param name="Network">From which network it signed in last.</param>
/// <param name="Agent">What it calls itself; null: nothing.</param>
public sealed record OwnDevice(
    string Id, DateTimeOffset MadeAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt, string Network, string? Agent);

/// <summary>The sessions and devices of an account, for its owner.</summary>
public interface ISessions
{
    /// <summary>The sessions of the caller's account, the one that was used last first.</summary>
    Task<ImmutableArray<OwnSession>> Sessions(SignedIn caller, CancellationToken cancellation = default);

    /// <summary>Ends a session of the account; false: it has none with this id.</summary>
    Task<bool> EndSession(SignedIn caller, string id, CancellationToken cancellation = default);

    /// <summary>Ends the caller's own session. It may be over already.</summary>
    Task EndThis(SignedIn caller, CancellationToken cancellation = default);

    /// <summary>The devices that the account knows, the one that signed in last first.</summary>
    Task<ImmutableArray<OwnDevice>> Devices(string accountId, CancellationToken cancellation = default);

    /// <summary>The account no longer knows the device; false: it knows none with this id.</summary>
    Task<bool> ForgetDevice(string accountId, string id, CancellationToken cancellation = default);
}
