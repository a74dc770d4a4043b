using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>The sessions and devices of an account, for its owner to see and end.</summary>
public sealed partial class AccountDirectory
{
    private const int IdLength = 32;

    /// <inheritdoc/>
    public async Task<ImmutableArray<OwnSession>> Sessions(
        SignedIn caller, CancellationToken cancellation = default) =>
        [.. (await _sessions.Of(caller.Account, cancellation)).Select(one => new OwnSession(
            IdOf("S-", one.TokenHash), one.StartedAt, one.SeenAt, one.ExpiresAt, one.Network, one.Agent,
            one.TokenHash == caller.Session))];

    /// <inheritdoc/>
    public async Task<bool> EndSession(SignedIn caller, string id, CancellationToken cancellation = default) =>
        (await _sessions.Of(caller.Account, cancellation)).FirstOrDefault(one => IdOf("S-", one.TokenHash) == id)
            is { } found && await _sessions.EndOne(caller.Account.Id, found.TokenHash, cancellation);

    /// <inheritdoc/>
    public Task EndThis(SignedIn caller, CancellationToken cancellation = default) =>
        _sessions.EndOne(caller.Account.Id, caller.Session, cancellation);

    /// <inheritdoc/>
    public async Task<ImmutableArray<OwnDevice>> Devices(string accountId, CancellationToken cancellation = default) =>
        [.. (await _devices.List(accountId, cancellation)).Select(one => new OwnDevice(
            IdOf("G-", one.Id), one.MadeAt, one.SeenAt, one.ExpiresAt, one.Network, one.Agent))];

    /// <inheritdoc/>
    public async Task<bool> ForgetDevice(string accountId, string id, CancellationToken cancellation = default) =>
        (await _devices.List(accountId, cancellation)).FirstOrDefault(one => IdOf("G-", one.Id) == id) is { } found
            && await _devices.Forget(accountId, found.Id, cancellation);

    /// <summary>A part of a token's hash: enough to name the session, and useless to sign in.</summary>
    private static string IdOf(string prefix, string hash) => prefix + hash[..IdLength].ToUpperInvariant();
}
