namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// The addresses of calendars to which phones subscribe. Whoever has the address needs no sign-in, so it has a secret
/// that is shown once, stored as a hash and never logged. An account has one at most.
/// </summary>
public interface ICalendarAddresses
{
    /// <summary>
    /// Makes a new address for the account; the previous one ends. The answer is the secret, which is shown only now.
    /// </summary>
    Task<string> Make(string accountId, CancellationToken cancellation = default);

    /// <summary>Ends the account's address, if it has one.</summary>
    Task End(string accountId, CancellationToken cancellation = default);

    /// <summary>The account behind a secret; null: there is none.</summary>
    ValueTask<string?> AccountOf(string secret, CancellationToken cancellation = default);

    /// <summary>
    /// When the calendar's entries behind a secret last changed; if they differ from <paramref name="content"/>, that
    /// is now.
    /// </summary>
    Task<DateTimeOffset> ChangedAt(
        string secret, string content, DateTimeOffset now, CancellationToken cancellation = default);
}
