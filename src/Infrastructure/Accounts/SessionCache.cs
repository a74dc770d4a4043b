using System.Collections.Concurrent;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>A session with its account, as it was read.</summary>
/// <param name="SignedIn">The account as shown, and its session.</param>
/// <param name="GoodUntil">The end of the session, or the instant from which the store must be asked again.</param>
public sealed record CachedSession(SignedIn SignedIn, DateTimeOffset GoodUntil);

/// <summary>
/// Sessions that were used recently. A reader of the store takes <see cref="Epoch"/> before reading and passes it with
/// the result: if anything was removed in between, the result may be outdated and is not stored. So an ended session
/// cannot come back.
/// </summary>
public sealed class SessionCache(int max)
{
    private readonly ConcurrentDictionary<SessionToken, CachedSession> _sessions = new();
    private readonly Lock _gate = new();
    private long _epoch;
    private int _count;

    /// <summary>Grows each time that something is removed.</summary>
    public long Epoch => Interlocked.Read(ref _epoch);

    /// <summary>How many sessions are in memory.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The session, if it is in memory and valid at <paramref name="now"/>.</summary>
    public SignedIn? Find(SessionToken token, DateTimeOffset now) =>
        _sessions.TryGetValue(token, out var session) && now < session.GoodUntil ? session.SignedIn : null;

    /// <summary>
    /// Stores a session that was read after <paramref name="epoch"/>; false: something was removed since.
    /// </summary>
    public bool TryKeep(SessionToken token, CachedSession session, long epoch, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (epoch != _epoch) return false;
            if (_count >= max) MakeRoom(now);
            if (_sessions.TryAdd(token, session)) _count++;
            else _sessions[token] = session;
            return true;
        }
    }

    /// <summary>Removes every session of the account. It looks at all of them, as this is seldom needed.</summary>
    public void Forget(string accountId)
    {
        lock (_gate)
        {
            _epoch++;
            foreach (var (token, session) in _sessions)
                if (session.SignedIn.Account.Id == accountId) Remove(token);
        }
    }

    /// <summary>
    /// Removes ended sessions; if there are none, every tenth: these must be read from the store again.
    /// </summary>
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (token, session) in _sessions)
            if (now >= session.GoodUntil) Remove(token);
        var goal = max - max / 10 - 1;
        foreach (var (token, _) in _sessions)
        {
            if (_count <= goal) return;
            Remove(token);
        }
    }

    private void Remove(SessionToken token)
    {
        if (_sessions.TryRemove(token, out _)) _count--;
    }
}
