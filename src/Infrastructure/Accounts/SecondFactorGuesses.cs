namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Who has a password and no generator guesses six digits, from as many networks as can be hired, each of which would
/// have its own five free tries. So behind a right password wrong codes are counted by account besides: after ten in an
/// hour from where nothing vouches for (no known device, no network that the account was signed in from), the next one
/// from such a place waits. Its owner goes on from every known place (docs/adr/0173). Safe for many callers.
/// </summary>
public sealed class SecondFactorGuesses(TimeProvider clock)
{
    /// <summary>Wrong codes of one account in an hour from strange places, inclusive.</summary>
    public const int MaxAnHour = 10;

    private const int HalfOfAccounts = 50_000;

    private readonly RateLimits _wrong =
        new(clock, HalfOfAccounts, new RateLimit(TimeSpan.FromHours(1), MaxAnHour));

    /// <summary>How long a try has to wait; zero: not at all.</summary>
    public TimeSpan WaitOf(string accountId, PasswordTry attempt) =>
        attempt.IsStrange ? _wrong.WaitOf(accountId) : TimeSpan.Zero;

    /// <summary>The password was right and the code was wrong.</summary>
    public void WasWrong(string accountId, PasswordTry attempt)
    {
        if (attempt.IsStrange) _wrong.TryTake(accountId);
    }
}
