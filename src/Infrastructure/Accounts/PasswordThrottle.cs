using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>An attempt to sign in with a name.</summary>
/// <param name="Name">The user name as it was given.</param>
/// <param name="Network">From which network.</param>
/// <param name="Device">The id of a device that the account knows; null: none.</param>
/// <param name="KnowsNetwork">
/// True: somebody signed in to the account from this network before, or it is this machine itself.
/// </param>
public readonly record struct PasswordTry(string Name, string Network, string? Device, bool KnowsNetwork)
{
    /// <summary>The key of the count; a known device has its own count, in any network.</summary>
    internal (string, string) Pair => (Folded(Name), Device ?? Network);

    /// <summary>Names are compared without case, and attempts are counted without case, too.</summary>
    internal static string Folded(string name) => name.ToUpperInvariant();

    /// <summary>True: neither a known device nor a known network.</summary>
    internal bool IsStrange => Device is null && !KnowsNetwork;
}

/// <summary>
/// Slows down wrong passwords without making other users wait (decisions 6). A stranger cannot tell from it whether a
/// name exists. <list type="bullet"> <item>Name and network: five wrong attempts are free, then the pair waits 30 s,
/// doubling to 15 minutes.</item> <item>A name from a network that it was never signed in from: an attempt every 5
/// s.</item> <item>A network: 1,000 wrong attempts in ten minutes, then names that were never signed in from it
/// wait.</item> <item>A device that the account knows only waits for its own wrong attempts.</item> </list> Memory is
/// limited: a flood of pairs only removes those that were not used since it began.
/// </summary>
public sealed class PasswordThrottle(TimeProvider clock)
{
    /// <summary>Wrong attempts of a pair before it must wait, inclusive.</summary>
    public const int FreeTries = 5;

    /// <summary>Wrong attempts from one network in ten minutes before unknown names wait, inclusive.</summary>
    public const int MaxWrongOfNetwork = 1_000;

    /// <summary>The time between two attempts with a name from a network that its account does not know.</summary>
    public static readonly TimeSpan StrangersWait = TimeSpan.FromSeconds(5);

    /// <summary>A wait of this length is logged.</summary>
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

    /// <summary>How many pairs and networks are in memory.</summary>
    public int Remembered
    {
        get { lock (_gate) return _pairs.Count + _strangers.Count + _networks.Count; }
    }

    /// <summary>
    /// Allows an attempt: zero, and it is counted. Otherwise how long it must wait, and it is not counted.
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

    /// <summary>How long an attempt would have to wait now; it is not counted.</summary>
    public TimeSpan WaitOf(PasswordTry attempt)
    {
        var now = clock.GetUtcNow();
        lock (_gate) return WaitOf(attempt, now);
    }

    /// <summary>The attempt was the first half of a sign-in: the second half need not wait because of it.</summary>
    public void GiveBack(PasswordTry attempt)
    {
        lock (_gate) _strangers.Remove(attempt.Pair);
    }

    /// <summary>
    /// The password was wrong, or the name does not exist; the result is how long the pair must wait now.
    /// </summary>
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

    /// <summary>The password was right: the count of the pair is reset.</summary>
    public void WasRight(PasswordTry attempt)
    {
        lock (_gate) _pairs.Remove(attempt.Pair);
    }

    /// <summary>
    /// Removes the waiting times of a name for all networks, when an administrator says that it is its owner.
    /// </summary>
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
