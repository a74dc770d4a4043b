namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// A password that was hashed by the silo that was asked, for the directory to keep: hashing is spread over the silos,
/// what is decided about an account is decided in one place.
/// </summary>
/// <param name="Hash">As the silo made it.</param>
/// <param name="IsShort">True when it is too short to stand without a second factor.</param>
/// <param name="OneTimeUntil">It is a one-time code, good until this instant, exclusive, UTC; null: a password.</param>
public sealed record HashedPassword(string Hash, bool IsShort, DateTimeOffset? OneTimeUntil = null);

/// <summary>
/// What the silo that was asked found about a name and a password. The directory discloses it only to whoever needs
/// not wait, so that as many guesses at a time as there are silos learn no more than one after the other.
/// </summary>
/// <param name="Name">As it was given.</param>
/// <param name="AccountId">The account of that name; null: none.</param>
/// <param name="Hash">The stored hash that the password fits; null: it fits none.</param>
/// <param name="NewHash">The same by today's recipe, where that hash is by an older one; null: it is not.</param>
public sealed record PasswordProof(string Name, string? AccountId, string? Hash, string? NewHash = null);
