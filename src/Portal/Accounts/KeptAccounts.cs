using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Accounts;

/// <summary>The result of an act on an account.</summary>
/// <param name="Said">What was done.</param>
/// <param name="Name">The account's user name.</param>
/// <param name="Code">The one-time code, shown only now; null: there is none.</param>
public sealed record AccountOutcome(LocalText Said, string Name, string? Code = null);

/// <summary>Acts on accounts of others, as over the API (http.md 9).</summary>
internal static class KeptAccounts
{
    private static readonly LocalText _waits = new(
        "已提出，等待另一名系统管理员确认", "asked for; a second administrator has to confirm it");

    /// <summary>The id of an account that this form opens; the same form opens it once.</summary>
    public static string IdOf(Posted form) => "A-" + form.CommandId;

    /// <summary>Opens an account; its first password is a one-time code.</summary>
    public static async Task<Result<AccountOutcome>> Open(
        Account account, PageContext page, Posted form, IRegistry registry)
    {
        var made = await registry.Accounts.Find(account.Id);
        var code = default(string);
        if (made is null)
        {
            var opened = await registry.Accounts.Appoint(
                account with { Disabled = AccountKeeping.TakesTwo(account) }, null, by: page.Account!.Id);
            if (opened.Refusal is { } no) return no;
            (made, code) = (opened.Account!, opened.OneTimeCode);
        }
        return await Recorded(made, AccountAct.Opening, new("账号已开设", "The account is open"), code, form, registry);
    }

    /// <summary>Gives a one-time code, clears phone and second factor, and ends all sessions.</summary>
    public static async Task<Result<AccountOutcome>> Reset(
        Account account, PageContext page, Posted form, IRegistry registry)
    {
        var reset = AccountKeeping.TakesTwo(account) ? new Appointment(account, null, null)
            : await registry.Accounts.Reset(account.Id, null, by: page.Account!.Id);
        return reset.Refusal is { } no ? no : await Recorded(
            account, AccountAct.Reset, new("已重置，所有会话已结束", "Reset; every session is over"), reset.OneTimeCode,
            form, registry);
    }

    /// <summary>Lets a disabled account sign in again.</summary>
    public static async Task<Result<AccountOutcome>> Enable(
        Account account, PageContext page, Posted form, IRegistry registry)
    {
        var said = new LocalText("可以登录了", "It may sign in again");
        if (!account.Disabled) return new AccountOutcome(said, account.Name ?? account.Id);
        if (!AccountKeeping.TakesTwo(account)
            && await registry.Accounts.Enable(account.Id, by: page.Account!.Id) is { } no) return no;
        return await Recorded(account, AccountAct.Enabling, said, null, form, registry);
    }

    /// <summary>Disables the account and ends its sessions.</summary>
    public static async Task<Result<AccountOutcome>> Disable(Account account, IRegistry registry) =>
        await registry.Accounts.Disable(account.Id) is { } no ? no
            : new AccountOutcome(new("已停用，所有会话已结束", "Disabled; every session is over"), account.Name ?? account.Id);

    private static async Task<Result<AccountOutcome>> Recorded(
        Account account, AccountAct act, LocalText said, string? code, Posted form, IRegistry registry)
    {
        var answer = await registry.RecordAct(account, act, form.Envelope);
        if (answer is not Answer.Done done) return ((Answer.No)answer).Refusal;
        var waits = JsonSerializer.Deserialize(done.Body.Span, RegistryJson.Default.ApplicationView) is not null;
        return new AccountOutcome(waits ? _waits : said, account.Name ?? account.Id, code);
    }
}
