using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Opens and changes accounts in the store. Changes of one account are made one after the other, so that none is lost.
/// </summary>
internal sealed partial class AccountChanges(IAccountStore store, Sessions sessions) : IDisposable
{
    private readonly KeyedLocks _turns = new();

    /// <summary>A new opaque id.</summary>
    public static string NewId() => "A-" + Guid.NewGuid().ToString("N").ToUpperInvariant();

    /// <summary>What is wrong with the user name of an account with a password; null: nothing.</summary>
    public static FieldFault? NameFault(string? name) =>
        name is not null && UserName().IsMatch(name) ? null : AccountRefusals.WrongName();

    /// <summary>
    /// Adds the account; the same id with the same name and phone is a repeat and gives the existing account.
    /// </summary>
    public async Task<Account?> Add(StoredAccount account, CancellationToken cancellation)
    {
        if (await store.Add(account, cancellation)) return account.Account;
        return await store.ById(account.Account.Id, cancellation) is { } there
            && (there.Account.Name, there.Account.Phone) == (account.Account.Name, account.Account.Phone)
                ? there.Account : null;
    }

    /// <summary>
    /// Changes an account as the store has it now; if <paramref name="change"/> gives null, nothing is changed.
    /// </summary>
    public async Task<Change> Change(
        string id, Func<StoredAccount, StoredAccount?> change, CancellationToken cancellation)
    {
        using var turn = await _turns.Take(id, cancellation);
        if (await store.ById(id, cancellation) is not { } known) return Accounts.Change.Unknown;
        if (change(known) is not { } changed || changed == known) return Accounts.Change.Done;
        try
        {
            return await store.Replace(changed, cancellation) ? Accounts.Change.Done : Accounts.Change.Taken;
        }
        finally
        {
            sessions.Changed(id);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._@-]{1,63}\z")]
    private static partial Regex UserName();
}

/// <summary>The result of a change.</summary>
internal enum Change
{
    /// <summary>It is so.</summary>
    Done,

    /// <summary>There is no such account.</summary>
    Unknown,

    /// <summary>The new phone belongs to another account.</summary>
    Taken,
}
