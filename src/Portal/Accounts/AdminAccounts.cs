using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Accounts;

/// <summary>One account that the administrator manages.</summary>
/// <param name="Account">The account.</param>
/// <param name="Form">The form of each button; after a refusal with the reason.</param>
public sealed record KeptAccountModel(Account Account, FormState Form)
{
    /// <summary>What was just done; null: nothing.</summary>
    public AccountOutcome? Outcome { get; init; }
}

/// <summary>An account that is opened.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="Form">What was typed.</param>
public sealed record OpenAccountModel(ImmutableArray<ActField> Fields, FormState Form)
{
    /// <summary>What was just done; null: nothing.</summary>
    public AccountOutcome? Outcome { get; init; }
}

/// <summary>
/// /admin/accounts/{id} and /admin/accounts/new: opens, resets, disables and enables appointed
/// accounts. For an administrator's or auditor's account the act waits for a second administrator (H.26).
/// </summary>
internal static class AdminAccounts
{
    private const string New = "/admin/accounts/new", One = "/admin/accounts/{id}";
    private const Roles Local = Roles.Officer | Roles.Enforcement;

    private static readonly ImmutableArray<Roles> _roles =
    [
        Roles.Officer, Roles.Enforcement, Roles.ExamCentre, Roles.Administration, Roles.Operator, Roles.Employer,
        Roles.Administrator, Roles.Auditor,
    ];

    private static readonly ImmutableArray<ActField> _fields =
    [
        new("userName", new("用户名", "User name")),
        new("role", new("角色", "Role"), ActInput.Choice)
        {
            Choices = [.. _roles.Select(role => (role.ToString(), RoleNames.Of(role).First()))],
        },
        new("authority", new("机关所在的省、市或县（经办人、执法人员）",
            "Province, city or county of the authority, for officers and enforcement"), ActInput.Region,
            new("例如 河南省、郑州；也管辖其中的市、县", "Its Chinese name; what lies in it is within reach")),
        new("desks", new("工作台（经办人）", "Desks, for officers"), ActInput.Choices)
        {
            Choices =
            [
                (nameof(Desks.Road), new("道路运输", "road")), (nameof(Desks.Charter), new("包车", "charter")),
                (nameof(Desks.Rail), new("铁路", "rail")),
            ],
        },
        new("party", new("经营者或铁路企业", "Operator or railway enterprise"), ActInput.Text,
            new("完整名称或统一社会信用代码", "Its whole name or credit code")),
        new("unit", new("铁路企业的子级单位（不填为企业本级）", "Unit of the railway enterprise; itself when not given")),
    ];

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.Administrator);
        pages.MapGet(New, (PageContext page) =>
            page.Show<OpenAccountView>(new OpenAccountModel(_fields, FormState.New()))).For(access);
        pages.MapPost(New, Open).For(access with { NeedsProof = true });
        pages.MapGet(One, Show).For(access);
        pages.MapPost(One, Do).For(access with { NeedsProof = true });
    }

    private static async Task<IResult> Show(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        await registry.Accounts.Find(id, cancellation) is { } account
            ? page.Show<KeptAccountView>(new KeptAccountModel(account, FormState.New())) : page.NotFound();

    private static async Task<IResult> Do(string id, PageContext page, Posted form, IRegistry registry)
    {
        if (await registry.Accounts.Find(id) is not { } account) return page.NotFound();
        var (outcome, refusal) = form["step"] switch
        {
            "reset" => await KeptAccounts.Reset(account, page, form, registry),
            "disable" => await KeptAccounts.Disable(account, registry),
            "enable" => await KeptAccounts.Enable(account, page, form, registry),
            "unlock" => await Unlock(account, registry),
            "end" => await EndSessions(account, registry),
            _ => Refusals.NotFound(),
        };
        var state = refusal is null ? FormState.New() : FormState.Again(form, refusal);
        var model = new KeptAccountModel((await registry.Accounts.Find(id))!, state) { Outcome = outcome };
        return refusal is null ? page.Show<KeptAccountView>(model) : page.Again<KeptAccountView>(model, refusal);
    }

    private static async Task<Result<AccountOutcome>> Unlock(Account account, IRegistry registry) =>
        await registry.Accounts.Unlock(account.Id) is { } no ? no
            : new AccountOutcome(new("可以马上再试", "It may try again at once"), account.Name ?? account.Id);

    private static async Task<Result<AccountOutcome>> EndSessions(Account account, IRegistry registry)
    {
        await registry.Accounts.EndSessions(account.Id);
        return new AccountOutcome(new("所有会话已结束", "Every session is over"), account.Name ?? account.Id);
    }

    private static async Task<IResult> Open(PageContext page, Posted form, IRegistry registry)
    {
        var read = new ActReader(form);
        var role = read.Choice<Roles>("role");
        if (read.Refusal is null && !_roles.Contains(role))
            read.Wrong("role", "不能开设该角色的账号。", "Not a role that is appointed.");
        var authority = (role & Local) != 0 ? Reach(read.Region("authority")) : null;
        var desks = read.Choices<Desks>("desks").Aggregate(Desks.None, (all, one) => all | one);
        if (role == Roles.Officer && desks == Desks.None) read.Wrong("desks", "请选择工作台。", "Choose a desk.");
        var party = role is Roles.Operator or Roles.Employer ? await Party(role, read, registry.As(page.Actor)) : null;
        if (read.Refusal is { } fault)
            return page.Again<OpenAccountView>(
                new OpenAccountModel(_fields, FormState.Again(form, fault)), fault);
        var account = new Account(KeptAccounts.IdOf(form), read.Text("userName"), null, role, authority,
            role == Roles.Officer ? desks : Desks.None, party, MustChangePassword: true, Disabled: false);
        var (outcome, refusal) = await KeptAccounts.Open(account, page, form, registry);
        return refusal is null
            ? page.Show<OpenAccountView>(new OpenAccountModel(_fields, FormState.New()) { Outcome = outcome })
            : page.Again<OpenAccountView>(new OpenAccountModel(_fields, FormState.Again(form, refusal)), refusal);
    }

    /// <summary>
    /// The digits with which all codes in a region begin: an account with them reaches every place in it.
    /// </summary>
    private static string Reach(string region) => Regions.Find(region)?.Prefix ?? region;

    /// <summary>The party for which the account acts; faults are added to <paramref name="read"/>.</summary>
    private static async Task<string> Party(Roles role, ActReader read, Reads reads)
    {
        var kind = role == Roles.Operator ? EntityKind.Operator : EntityKind.Employer;
        var called = await reads.PartiesCalled(kind, read.Text("party"), read.TextOrNull("unit"));
        if (called.IsEmpty && kind == EntityKind.Operator)
            read.Wrong("party", "没有登记该经营者。", "No such operator is on the register.");
        else if (called.IsEmpty)
            read.Wrong("party", "没有登记该企业或子级单位。", "No such enterprise or unit is on the register.");
        else if (called.Length > 1)
            read.Wrong("party", "有多家同名，请填写统一社会信用代码。", "Several have this name; give the credit code.");
        return called.IsEmpty ? "" : called[0].ToString();
    }
}
