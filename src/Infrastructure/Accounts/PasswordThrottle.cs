using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>A try to sign in by a name.</summary>
/// <param name="Name">The user name as it was given.</param>
/// <param name="Network">From which network.</param>
/// <param name="Device">The id of a device that the account knows; null: none was named.</param>
/// <param name="KnowsNetwork">True: the account was signed in from this network, or it is this machine itself.</param>
public readonly record struct PasswordTry(string Name, string Network, string? Device, bool KnowsNetwork)
{
    /// <summary>A known device is counted by itself, wherever it is.</summary>
    internal (string, string) Pair => (Folded(Name), Device ?? Network);

    /// <summary>Names are compared without case, and so are tries.</summary>
    internal static string Folded(string name) => name.ToUpperInvariant();

    /// <summary>True: nothing vouches for where it comes from.</summary>
    internal bool IsStrange => Device is null && !KnowsNetwork;
}

/// <summary>
/// Slows down wrong passwords without making anybody wait for somebody else (decisions 6). Whether a name exists makes
/// no difference to strangers.
/// <list type="bullet">
/// <item>Name and network: five wrong tries are free, then the pair waits 30 s, doubling to 15 minutes.</item>
/// <item>A name from a network that it was never signed in from: a try each 5 s.</item>
/// <item>A network: 1,000 wrong tries in ten minutes, then names that it never signed in wait.</item>
/// <item>A device that the account knows waits for its own wrong tries alone.</item>
/// </list>
/// Memory is bounded: a flood of pairs washes away what was not used for as long as the flood took.
/// </summary>
public sealed class PasswordThrottle(TimeProvider clock)
{
    /// <summary>Wrong tries of a pair before it must wait, inclusive.</summary>
    public const int FreeTries = 5;

    /// <summary>Wrong tries of one network in ten minutes before strange names wait, inclusive.</summary>
    public const int MaxWrongOfNetwork = 1_000;

    /// <summary>Between two tries of a name from a network that it does not know.</summary>
    public static readonly TimeSpan StrangersWait = TimeSpan.FromSeconds(5);

    /// <summary>A wait of this length is worth a line in the log.</summary>
    public static readonly TimeSpan Alarming = TimeSpan.FromMinutes(1);

    private const int HalfOfPairs = 50_000;
    private const int HalfOfNetworks = 20_000;
    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan _remembered = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly RecentKeys<(string, string), Wrong> _pairs = new(HalfOfPairs);
    private readonly RecentKeys<(string, string), DateTimeOffset> _strangers = new(HalfOfPairs);
    private readonly RecentKeys<string, MinuteCounts> _networks = new(HalfOfNetworks);

    /// <summary>How many pairs and networks are remembered.</summary>
    public int Remembered
    {
        get { lock (_gate) return _pairs.Count + _strangers.Count + _networks.Count; }
    }

    /// <summary>
    /// Lets a try in: zero, and it counts as one. Else how long it must wait, and nothing is counted.
    /// </summary>
    public TimeSpan Enter(PasswordTry attempt)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var wait = WaitOf(attempt, now);
            if (attempt.IsStrange && wait == TimeSpan.Zero) _strangers.Set(attempt.Pair, now);
            return wait;
        }
    }

    /// <summary>How long a try would have to wait now; nothing is counted.</summary>
    public TimeSpan WaitOf(PasswordTry attempt)
    {
        var now = clock.GetUtcNow();
        lock (_gate) return WaitOf(attempt, now);
    }

    /// <summary>The try was half of one: the other half need not wait for it.</summary>
    public void GiveBack(PasswordTry attempt)
    {
        lock (_gate) _strangers.Remove(attempt.Pair);
    }

    /// <summary>The password was wrong, or there is no such name; gives how long the pair waits now.</summary>
    public TimeSpan WasWrong(PasswordTry attempt)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var before = _pairs.TryGet(attempt.Pair, out var known) && now - known.LastAt < _remembered
                ? known.Tries : 0;
            var wait = WaitAfter(before + 1);
            _pairs.Set(attempt.Pair, new Wrong(before + 1, now, now + wait));
            if (attempt.Device is not null) return wait;
            if (!_networks.TryGet(attempt.Network, out var counts)) _networks.Set(attempt.Network, counts = new());
            counts.Add(now);
            return wait;
        }
    }

    /// <summary>The password was right: the pair begins anew.</summary>
    public void WasRight(PasswordTry attempt)
    {
        lock (_gate) _pairs.Remove(attempt.Pair);
    }

    /// <summary>Forgets the waits of a name, from wherever: an administrator says that it is its owner.</summary>
    public void Unlock(string name)
    {
        var folded = PasswordTry.Folded(name);
        lock (_gate)
        {
            _pairs.RemoveAll(pair => pair.Item1 == folded);
            _strangers.RemoveAll(pair => pair.Item1 == folded);
        }
    }

    private TimeSpan WaitOf(PasswordTry attempt, DateTimeOffset now)
    {
        var wait = WaitOfPair(attempt, now);
        if (!attempt.IsStrange) return wait;
        wait = Longer(wait, WaitOfStranger(attempt, now));
        return Longer(wait, _networks.TryGet(attempt.Network, out var counts)
            ? counts.WaitBelow(MaxWrongOfNetwork, now) : TimeSpan.Zero);
    }

    private TimeSpan WaitOfPair(PasswordTry attempt, DateTimeOffset now) =>
        _pairs.TryGet(attempt.Pair, out var wrong) && wrong.NotBefore > now ? wrong.NotBefore - now : TimeSpan.Zero;

    private TimeSpan WaitOfStranger(PasswordTry attempt, DateTimeOffset now) =>
        _strangers.TryGet(attempt.Pair, out var last) && last + StrangersWait > now
            ? last + StrangersWait - now : TimeSpan.Zero;

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan WaitAfter(int tries)
    {
        if (tries < FreeTries) return TimeSpan.Zero;
        var doublings = Math.Min(tries - FreeTries, 10);
        var wait = _firstWait * (1 << doublings);
        return wait < _longestWait ? wait : _longestWait;
    }

    private readonly record struct Wrong(int Tries, DateTimeOffset LastAt, DateTimeOffset NotBefore);
}
