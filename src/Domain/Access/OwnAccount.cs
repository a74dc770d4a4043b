using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// What an owner does to the own account with a line in its history, and to its phone: API and pages come here, so
/// that neither of them leaves a step out.
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
    /// Closes the account. It is emptied before this returns; the outbox of the same commit makes sure of it, should
    /// the process end in between (docs/adr/0146).
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
