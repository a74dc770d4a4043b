namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// A password that was hashed by the silo that got the request, for the account directory to store. Hashing is spread
/// over the silos, but what is decided about an account is decided in one place.
/// </summary>
/// <param name="Hash">The hash.</param>
/// <param name="IsShort">True when it is too short to be used without a second factor.</param>
/// <param name="OneTimeUntil">It is a one-time code, good until this instant, exclusive, UTC; null: a password.</param>
public sealed record HashedPassword(string Hash, bool IsShort, DateTimeOffset? OneTimeUntil = null);

/// <summary>
/// What the silo that got the request found out about a name and a password. The account directory tells the caller
/// only if the caller need not wait after wrong attempts, so that guesses on several silos at once learn no more than
/// guesses one after the other.
/// </summary>
/// <param name="Name">The user name as it was given.</param>
/// <param name="AccountId">The account of that name; null: none.</param>
/// <param name="Hash">The stored hash that matches the password; null: none does.</param>
/// <param name="NewHash">
/// The hash by the present method, if the stored one was made by an older method; null: it was not.
/// </param>
public sealed record PasswordProof(string Name, string? AccountId, string? Hash, string? NewHash = null);
