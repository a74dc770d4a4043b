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
}
