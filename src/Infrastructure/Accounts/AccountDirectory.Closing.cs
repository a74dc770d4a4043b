using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// An account that its owner has closed is emptied at once (decisions 7): nobody signs in to it again, and its phone
/// may open another one. The row stays, for what names its id: histories, the audit, what was agreed to.
/// </summary>
public sealed partial class AccountDirectory
{
    /// <summary>
    /// Erases what belongs to the account and is kept elsewhere, of the person whose it was; null: nothing is.
    /// </summary>
    public Func<string, string?, CancellationToken, Task>? Erase { get; init; }

    /// <inheritdoc/>
    public async Task Close(string accountId, string? personKey, CancellationToken cancellation = default)
    {
        var phone = default(string);
        await _changes.Change(accountId, stored =>
        {
            phone = stored.Account.Phone;
            return Emptied(stored);
        }, cancellation);
        await _sessions.End(accountId, cancellation);
        await _devices.Forget(accountId, id: null, cancellation);
        if (Erase is { } erase) await erase(accountId, personKey, cancellation);
        if (phone is null) return; // Twice is once.
        var notice = AccountClosing.NoticeTo(accountId);
        await _phones.Say(phone, notice.Kind, NoticeTexts.ForPhone(notice));
    }

    /// <summary>True for an account that was emptied: there is nothing left by which anybody could sign in.</summary>
    private static bool IsEmptied(StoredAccount stored) =>
        stored is { Account: { Disabled: true, Phone: null }, PasswordHash: null };

    /// <summary>
    /// Whose it was stays in it: by that what was handed in is still found by the desk that decides about it.
    /// </summary>
    private static StoredAccount Emptied(StoredAccount stored) =>
        new(stored.Account with
        {
            Phone = null,
            Disabled = true,
            MustChangePassword = false,
            SecondFactor = false,
            HasOneTimeCode = false,
        }, PasswordHash: null, PasswordChangedAt: null);
}
