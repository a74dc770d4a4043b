namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// The addresses of calendars to which phones subscribe. Whoever has the address needs no sign-in, so it has a secret
/// that is shown once, stored as a hash and never logged. An account has one at most.
/// </summary>
public interface ICalendarAddresses
{
    /// <summary>
    /// Behind a secret, the whole of an address: below that of this registry, and never below a host that somebody's
    /// request names.
    /// </summary>
    string UrlOf(string secret);

    /// <summary>Makes the account's address anew; the one before ends. The secret, shown this once.</summary>
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
