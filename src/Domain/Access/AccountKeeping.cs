using System.Collections.Immutable;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// What others do to an account, with its line in the account's history: at once, or when a second administrator has
/// confirmed it (rules.md H.26, decisions 3). API and pages come here, so that none of them leaves the line out.
/// </summary>
public static class AccountKeeping
{
    private const int MaxInformed = 200;

    /// <summary>True for an act on this account that waits for a second administrator.</summary>
    public static bool TakesTwo(Account account) => new AccountActForm(default, account.Roles, []).TakesTwo;

    /// <summary>Records the act, or lets it wait. Every administrator and auditor is notified.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="account">The account.</param>
    /// <param name="act">What is done to it.</param>
    /// <param name="send">The command on its way, as its sender names it.</param>
    public static async Task<Answer> RecordAct(
        this IRegistry registry, Account account, AccountAct act, Func<Command, Envelope> send)
    {
        var keepers = await registry.Accounts.Search(
            new AccountSearch(Roles: Roles.Administrator | Roles.Auditor), new PageRequest(MaxInformed));
        ImmutableArray<string> informed = [.. keepers.Items.Where(one => !one.Disabled).Select(one => one.Id)];
        return await registry.Execute(IdentityBinding.IdOf(account.Id),
            send(new ActOnAccount(account.Id, new AccountActForm(act, account.Roles, informed))));
    }

    /// <summary>
    /// Carries out an act that a second administrator has confirmed. The account then has both as its appointing
    /// accounts; the one-time code is for whoever confirmed it.
    /// </summary>
    /// <param name="registry">The registry.</param>
    /// <param name="account">The account.</param>
    /// <param name="form">What was asked for.</param>
    /// <param name="first">Who asked.</param>
    /// <param name="second">Who has confirmed it.</param>
    public static async Task<Appointment> CarryOut(
        this IRegistry registry, string account, AccountActForm form, string first, string second)
    {
        var code = default(string);
        var known = await registry.Accounts.Find(account);
        if (form.Act == AccountAct.Reset || (form.Act == AccountAct.Opening && known?.HasOneTimeCode == true))
        {
            var reset = await registry.Accounts.Reset(account, null, by: first);
            if (reset.Refusal is not null) return reset;
            code = reset.OneTimeCode;
        }
        if (form.Act != AccountAct.Reset && await registry.Accounts.Enable(account, by: second) is { } refusal)
            return new Appointment(null, null, refusal);
        return await registry.Accounts.Find(account) is { } kept
            ? new Appointment(kept, code, null) : new Appointment(null, null, Refusals.NotFound());
    }
}
