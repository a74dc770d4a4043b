using System.Collections.Concurrent;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>A session with its account, as read.</summary>
/// <param name="SignedIn">The account, as it is to be shown, and its session.</param>
/// <param name="GoodUntil">The end of the session, or the moment from which the store must be asked again.</param>
public sealed record CachedSession(SignedIn SignedIn, DateTimeOffset GoodUntil);

/// <summary>
/// Sessions that were seen lately. Whoever reads the store takes <see cref="Epoch"/> before and offers it with the
/// result: when anything was forgotten in between, the result may be old and is not kept. So what ends, ends at once.
/// </summary>
public sealed class SessionCache(int max)
{
    private readonly ConcurrentDictionary<SessionToken, CachedSession> _sessions = new();
    private readonly Lock _gate = new();
    private long _epoch;
    private int _count;

    /// <summary>Grows each time that something is forgotten.</summary>
    public long Epoch => Interlocked.Read(ref _epoch);

    /// <summary>How many sessions are kept.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The session, if it is kept and good at <paramref name="now"/>.</summary>
    public SignedIn? Find(SessionToken token, DateTimeOffset now) =>
        _sessions.TryGetValue(token, out var session) && now < session.GoodUntil ? session.SignedIn : null;

    /// <summary>
    /// Keeps a session that was read after <paramref name="epoch"/>; false: something was forgotten since.
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

    /// <summary>Forgets every session of the account. Seldom, so it looks at all of them.</summary>
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
    /// Ended ones first; if there are none, any tenth: they cost one reading of the store to come back.
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
