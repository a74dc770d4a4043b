using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// The devices from which an account was signed in (decisions 6): each has a random token, stored as a hash, valid for
/// one account and for 90 days after the last sign-in. The networks of these devices are known to the account, too.
/// </summary>
internal sealed class Devices(IDeviceStore store, TimeProvider clock)
{
    /// <summary>How long a device is known after a sign-in from it.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromDays(90);

    private const int MaxOfAccount = 20;
    private const int MaxAgentLength = 200;

    /// <summary>What an account knows about the origin of a request.</summary>
    /// <param name="Device">The device that the request names, if the account knows it; null: not known.</param>
    /// <param name="KnowsNetwork">True: somebody signed in to the account from this network before.</param>
    internal readonly record struct Knowledge(StoredDevice? Device, bool KnowsNetwork);

    /// <summary>What the account knows about the origin; for a null account nothing.</summary>
    public async ValueTask<Knowledge> Of(Account? account, Origin origin, CancellationToken cancellation)
    {
        if (account is null) return default;
        var (now, network) = (clock.GetUtcNow(), Networks.Of(origin.Address));
        var known = (await store.Of(account.Id, cancellation)).Where(device => now < device.ExpiresAt).ToArray();
        var id = IdOf(origin.Device);
        return new Knowledge(
            known.FirstOrDefault(device => device.Id == id), known.Any(device => device.Network == network));
    }

    /// <summary>Records a sign-in: the named device is renewed, or a new one made; the result is its token.</summary>
    public async Task<string> Remember(
        Account account, Origin origin, StoredDevice? known, CancellationToken cancellation)
    {
        var (now, network) = (clock.GetUtcNow(), Networks.Of(origin.Address));
        var agent = origin.Agent is { Length: > MaxAgentLength } text ? text[..MaxAgentLength] : origin.Agent;
        var (token, hash) = known is null ? SessionToken.Make() : (origin.Device!, default);
        var device = known ?? new StoredDevice(hash.ToString(), account.Id, network, now, now, now, null);
        await store.Remember(
            device with { Network = network, SeenAt = now, ExpiresAt = now + KnownFor, Agent = agent },
            MaxOfAccount, cancellation);
        return token;
    }

    /// <summary>The devices of an account that are known now, the one that signed in last first.</summary>
    public async Task<ImmutableArray<StoredDevice>> List(string accountId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return [.. (await store.Of(accountId, cancellation)).Where(device => now < device.ExpiresAt)];
    }

    /// <summary>Removes a device, or with null all devices of the account; false: there was none.</summary>
    public async Task<bool> Forget(string accountId, string? id, CancellationToken cancellation) =>
        await store.Forget(accountId, id, cancellation) > 0;

    /// <summary>Removes expired devices.</summary>
    public Task Sweep(CancellationToken cancellation) => store.RemoveEnded(clock.GetUtcNow(), cancellation);

    private static string? IdOf(string? token) => token is null ? null : SessionToken.Of(token)?.ToString();
}
