using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Starts, finds and ends sessions: ten of an account at most, 12 hours each by the machine's clock; of whoever was
/// appointed by an authority 30 minutes after they were last used (decisions 2).
/// </summary>
public sealed class Sessions(
    IAccountStore store, TimeProvider clock, int maxCached = Sessions.MaxCached, TimeSpan? remembered = null,
    Func<Account, CancellationToken, ValueTask<Account>>? shown = null,
    Func<Account, CancellationToken, ValueTask<bool>>? closed = null)
{
    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    /// <summary>How long the session of an officer may be idle.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>Sessions of one account; of further ones the one not used for the longest ends.</summary>
    public const int MaxOfAccount = 10;

    /// <summary>
    /// How long a session is answered from memory before the store is asked again. In this process an ended session is
    /// over at once; this bounds how long another process on the same database may still know it.
    /// </summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private const int MaxCached = 50_000;
    private const Roles Public = Roles.Holder | Roles.Operator | Roles.Employer;

    // A use is written down no more often than this: an officer's session ends 29 to 30 minutes after its last one.
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

    /// <summary>The account behind a token; null: none, ended or disabled.</summary>
    public ValueTask<SignedIn?> Find(string token, CancellationToken cancellation)
    {
        if (SessionToken.Of(token) is not { } hash) return ValueTask.FromResult<SignedIn?>(null);
        return _cache.Find(hash, clock.GetUtcNow()) is { } known
            ? ValueTask.FromResult<SignedIn?>(known)
            : new ValueTask<SignedIn?>(Read(hash, cancellation));
    }

    /// <summary>The session as the store has it now; null: it is over.</summary>
    public async Task<SignedIn?> Again(string session, CancellationToken cancellation) =>
        SessionToken.Parse(session) is { } hash ? await Read(hash, cancellation) : null;

    /// <summary>Who uses the session proved again who they are.</summary>
    public async Task Prove(string session, string accountId, CancellationToken cancellation)
    {
        await store.ProveSession(session, clock.GetUtcNow(), cancellation);
        _cache.Forget(accountId);
    }

    /// <summary>The sessions of an account that are not over, the one that was used last first.</summary>
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

    /// <summary>Ends the sessions of the account but this one.</summary>
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
    }

    /// <summary>The account has changed: what is in memory is old.</summary>
    public void Changed(string accountId) => _cache.Forget(accountId);

    /// <summary>The account as it is to be shown now: a password may have grown too old.</summary>
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
            // After a few lost races the answer stands, but is not kept: it was true when it was read.
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
