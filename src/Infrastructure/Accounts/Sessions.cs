using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Starts, finds and ends sessions: at most ten for an account, for 12 hours each by the machine's clock. A session of
/// an account that an authority appointed also ends 30 minutes after its last use (decisions 2). When others than one's
/// own end, what one of them has made for later ends, too (<paramref name="ended"/>).
/// </summary>
public sealed class Sessions(
    IAccountStore store, TimeProvider clock, int maxCached = Sessions.MaxCached, TimeSpan? remembered = null,
    Func<Account, CancellationToken, ValueTask<Account>>? shown = null,
    Func<Account, CancellationToken, ValueTask<bool>>? closed = null,
    Func<string, CancellationToken, Task>? ended = null)
{
    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    /// <summary>How long the session of an officer may be idle.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>Most sessions of one account; a further one ends the one that was not used the longest.</summary>
    public const int MaxOfAccount = 10;

    /// <summary>
    /// How long a session is answered from memory before the store is asked again. In this process an ended session is
    /// over at once; this limits how long another process on the same database may still accept it.
    /// </summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private const int MaxCached = 50_000;
    private const Roles Public = Roles.Holder | Roles.Operator | Roles.Employer;

    // A use is stored at most this often: an officer's session ends 29 to 30 minutes after its last use.
    private static readonly TimeSpan _seenEvery = TimeSpan.FromMinutes(1), _seenSeldom = TimeSpan.FromMinutes(15);
    private const int MaxLooks = 3;
    private static readonly TimeSpan _sweepEvery = TimeSpan.FromHours(1);
    private readonly SessionCache _cache = new(maxCached);
    private long _sweepAfter;

    /// <summary>How many sessions are in memory.</summary>
    public int Cached => _cache.Count;

    /// <summary>Starts a session for <paramref name="account"/>.</summary>
    public async Task<SignIn.Started> Start(Account account, Origin origin, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (token, hash) = SessionToken.Make();
        var session = new StoredSession(hash.ToString(), account.Id, now + Lasts, ProvenAt: now)
        {
            StartedAt = now, SeenAt = now, Network = Networks.Of(origin.Address), Agent = origin.Agent,
        };
        await store.AddSession(session, MaxOfAccount, cancellation);
        _cache.Forget(account.Id); // The one that had to go may be in memory.
        await Sweep(now, cancellation);
        return new SignIn.Started(token, now + Lasts, account);
    }

    /// <summary>The account of a token; null: there is none, or the session ended or the account is disabled.</summary>
    public ValueTask<SignedIn?> Find(string token, CancellationToken cancellation)
    {
        if (SessionToken.Of(token) is not { } hash) return ValueTask.FromResult<SignedIn?>(null);
        return _cache.Find(hash, clock.GetUtcNow()) is { } known
            ? ValueTask.FromResult<SignedIn?>(known)
            : new ValueTask<SignedIn?>(Read(hash, cancellation));
    }

    /// <summary>The session as it is stored now; null: it is over.</summary>
    public async Task<SignedIn?> Again(string session, CancellationToken cancellation) =>
        SessionToken.Parse(session) is { } hash ? await Read(hash, cancellation) : null;

    /// <summary>The identity was proved again in the session.</summary>
    public async Task Prove(string session, string accountId, CancellationToken cancellation)
    {
        await store.ProveSession(session, clock.GetUtcNow(), cancellation);
        _cache.Forget(accountId);
    }

    /// <summary>The sessions of an account that are not over, the most recently used first.</summary>
    public async Task<ImmutableArray<StoredSession>> Of(Account account, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return [.. (await store.SessionsOf(account.Id, cancellation)).Where(one => !IsOver(one, account, now))];
    }

    /// <summary>Ends one session of an account; false: there is none.</summary>
    public async Task<bool> EndOne(string accountId, string session, CancellationToken cancellation)
    {
        try
        {
            return await store.EndSession(accountId, session, cancellation) > 0;
        }
        finally
        {
            _cache.Forget(accountId);
        }
    }

    /// <summary>Ends the sessions of the account except this one.</summary>
    public async Task EndOthers(string accountId, string session, CancellationToken cancellation)
    {
        try
        {
            await store.EndSessions(accountId, session, cancellation);
        }
        finally
        {
            _cache.Forget(accountId);
        }
        if (ended is not null) await ended(accountId, cancellation);
    }

    /// <summary>Ends every session of the account.</summary>
    public async Task End(string accountId, CancellationToken cancellation)
    {
        try
        {
            await store.EndSessions(accountId, butNot: null, cancellation);
        }
        finally
        {
            _cache.Forget(accountId); // Also when the store failed: then it is asked again.
        }
        if (ended is not null) await ended(accountId, cancellation);
    }

    /// <summary>The account has changed: what is in memory is outdated.</summary>
    public void Changed(string accountId) => _cache.Forget(accountId);

    /// <summary>The account as shown now, with whether its password is too old.</summary>
    public Account Shown(StoredAccount stored) =>
        PasswordPolicy.MustChangeFrom(stored.Account, stored.PasswordChangedAt) is { } from
            && clock.GetUtcNow() >= from && !stored.Account.MustChangePassword
            ? stored.Account with { MustChangePassword = true }
            : stored.Account;

    private async Task<SignedIn?> Read(SessionToken hash, CancellationToken cancellation)
    {
        for (var look = 1; ; look++)
        {
            var epoch = _cache.Epoch;
            var now = clock.GetUtcNow();
            if (await store.Session(hash.ToString(), cancellation) is not { } session) return null;
            if (await store.ById(session.AccountId, cancellation) is not { Account.Disabled: false } stored)
                return null;
            if (IsOver(session, stored.Account, now)) return null;
            if (closed is not null && await closed(stored.Account, cancellation)) return null;
            await See(session, stored.Account, now, cancellation);
            var account = Shown(stored);
            if (shown is not null) account = await shown(account, cancellation);
            var signedIn = new SignedIn(account, session.TokenHash, session.ProvenAt ?? DateTimeOffset.MinValue);
            var goodUntil = Earlier(session.ExpiresAt, now + (remembered ?? Remembered));
            // After some conflicts the result is returned without being stored: it was true when it was read.
            if (_cache.TryKeep(hash, new CachedSession(signedIn, goodUntil), epoch, now) || look == MaxLooks)
                return signedIn;
        }
    }

    private static bool IsIdleLimited(Account account) => (account.Roles & ~Public) != 0;

    private static bool IsOver(StoredSession session, Account account, DateTimeOffset now) =>
        now >= session.ExpiresAt
        || (IsIdleLimited(account) && session.SeenAt is { } seen && now - seen >= Idle);

    private async Task See(
        StoredSession session, Account account, DateTimeOffset now, CancellationToken cancellation)
    {
        var every = IsIdleLimited(account) ? _seenEvery : _seenSeldom;
        if (session.SeenAt is not { } seen || now - seen >= every)
            await store.SeeSession(session.TokenHash, now, cancellation);
    }

    private async Task Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        var after = Interlocked.Read(ref _sweepAfter);
        if (now.UtcTicks < after
            || Interlocked.CompareExchange(ref _sweepAfter, (now + _sweepEvery).UtcTicks, after) != after) return;
        await store.RemoveEndedSessions(now, cancellation);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
