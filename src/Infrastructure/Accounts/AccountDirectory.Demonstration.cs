using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// What is allowed for the demonstration alone: its password and its generator's secret are published.
/// </summary>
public sealed partial class AccountDirectory
{
    /// <summary>
    /// Opens an account of the demonstration; a repeat gives the existing one. The rows of a new account are written
    /// without a lock, because nobody else knows it yet.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="first">The published password.</param>
    /// <param name="generator">The published secret of its generator; null: it has no second factor.</param>
    /// <param name="cancellation">Cancels the call.</param>
    internal async Task<Account?> OpenForDemonstration(
        Account account, HashedPassword first, byte[]? generator, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var stored = new StoredAccount(account with { SecondFactor = generator is not null }, first.Hash, now)
        {
            ShortPassword = first.IsShort,
            Totp = generator is null ? null : new StoredTotp(_seal.Seal(generator, account.Id), now, 0),
        };
        return await _changes.Add(stored, cancellation);
    }
}
