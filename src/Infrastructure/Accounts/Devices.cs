using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// The devices from which an account was signed in (decisions 6): a random token each, kept as its hash, good for one
/// account and 90 days after the last sign-in. The networks of these devices are those that the account knows.
/// </summary>
internal sealed class Devices(IDeviceStore store, TimeProvider clock)
{
    /// <summary>How long a device is known after a sign-in from it.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromDays(90);

    private const int MaxOfAccount = 20;
    private const int MaxAgentLength = 200;

    /// <summary>What an account knows of where a request comes from.</summary>
    /// <param name="Device">The device that the request names, if the account knows it; null: none.</param>
    /// <param name="KnowsNetwork">True: it was signed in from this network.</param>
    internal readonly record struct Knowledge(StoredDevice? Device, bool KnowsNetwork);

    /// <summary>What the account knows of the origin; one that is not there (null) knows nothing.</summary>
    public async ValueTask<Knowledge> Of(Account? account, Origin origin, CancellationToken cancellation)
    {
        if (account is null) return default;
        var (now, network) = (clock.GetUtcNow(), Networks.Of(origin.Address));
        var known = (await store.Of(account.Id, cancellation)).Where(device => now < device.ExpiresAt).ToArray();
        var id = IdOf(origin.Device);
        return new Knowledge(
            known.FirstOrDefault(device => device.Id == id), known.Any(device => device.Network == network));
    }

    /// <summary>
    /// The account was signed in from there: the device that was named is renewed, or a new one made; gives its token.
    /// </summary>
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

    /// <summary>Forgets a device, or with null all of the account; false: there was none.</summary>
    public async Task<bool> Forget(string accountId, string? id, CancellationToken cancellation) =>
        await store.Forget(accountId, id, cancellation) > 0;

    /// <summary>Removes what is over.</summary>
    public Task Sweep(CancellationToken cancellation) => store.RemoveEnded(clock.GetUtcNow(), cancellation);

    private static string? IdOf(string? token) => token is null ? null : SessionToken.Of(token)?.ToString();
}
