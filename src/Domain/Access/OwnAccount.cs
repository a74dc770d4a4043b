using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// What owners do to their own accounts: each act leaves a line in the account's history. API and pages both come here,
/// so that neither leaves a step out.
/// </summary>
public static class OwnAccount
{
    /// <summary>
    /// "This was not me" (不是我本人操作): changes are frozen, and every session ends, the caller's too.
    /// </summary>
    /// <param name="registry">The registry.</param>
    /// <param name="account">The caller's account.</param>
    /// <param name="send">The command on its way, as its sender names it.</param>
    public static async Task<Refusal?> SayNotMe(
        this IRegistry registry, Account account, Func<Command, Envelope> send)
    {
        var answer = await registry.Execute(IdentityBinding.IdOf(account.Id), send(new FreezeChanges(account.Id)));
        if (answer is Answer.No no) return no.Refusal;
        await registry.Accounts.EndSessions(account.Id);
        return null;
    }

    /// <summary>
    /// Closes the account. Its data is removed before this returns; if the process ends in between, the outbox of the
    /// same commit removes it (docs/adr/0146).
    /// </summary>
    /// <param name="registry">The registry.</param>
    /// <param name="account">The caller's account.</param>
    /// <param name="send">The command on its way, as its sender names it.</param>
    public static async Task<Refusal?> CloseAccount(
        this IRegistry registry, Account account, Func<Command, Envelope> send)
    {
        var answer = await registry.Execute(IdentityBinding.IdOf(account.Id), send(new CloseAccount(account.Id)));
        if (answer is Answer.No no) return no.Refusal;
        await registry.Accounts.Close(account.Id, AccountActor.Of(account).PersonKey);
        return null;
    }

    /// <summary>Moves the account to another phone; refused so soon after a binding (H.24).</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="account">The caller's account.</param>
    /// <param name="old">The code of the old phone; null: the account has none.</param>
    /// <param name="new">The code of the new phone.</param>
    public static async Task<Refusal?> ChangePhone(
        this IRegistry registry, Account account, GivenCode? old, GivenCode @new) =>
        await registry.As(AccountActor.Of(account)).BarredUntil() is { } until ? BindingRefusals.Barred(until)
            : await registry.Accounts.ChangePhone(account.Id, old, @new);
}
