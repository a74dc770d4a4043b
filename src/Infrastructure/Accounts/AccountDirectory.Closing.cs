using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// The data of an account that its owner has closed is removed at once (decisions 7): nobody can sign in to it again,
/// and its phone may open another account. The row stays, because histories, the audit and agreements name its id.
/// </summary>
public sealed partial class AccountDirectory
{
    /// <summary>
    /// Removes what belongs to the account and is stored elsewhere, given the account and its person; null: there is
    /// nothing.
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

    /// <summary>
    /// True for an account whose data was removed: it has nothing left with which anybody could sign in.
    /// </summary>
    private static bool IsEmptied(StoredAccount stored) =>
        stored is { Account: { Disabled: true, Phone: null }, PasswordHash: null };

    /// <summary>
    /// The account without its data. The person stays, so that the desk that decides can still find what was handed in.
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
