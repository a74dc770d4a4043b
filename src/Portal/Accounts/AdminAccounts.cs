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

/// <summary>One account that the administrator keeps.</summary>
/// <param name="Account">The account.</param>
/// <param name="Form">The form of each button, with why it was not taken.</param>
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
/// /admin/accounts/{id} and /admin/accounts/new: accounts of those who are appointed are opened, reset, disabled and
/// enabled. An administrator's or auditor's waits for a second administrator (H.26).
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
        new("authority", new("机关的区划代码（经办人、执法人员）", "Region code of the authority, for officers and enforcement")),
        new("desks", new("工作台（经办人）", "Desks, for officers"), ActInput.Choices)
        {
            Choices =
            [
                (nameof(Desks.Road), new("道路运输", "road")), (nameof(Desks.Charter), new("包车", "charter")),
                (nameof(Desks.Rail), new("铁路", "rail")),
            ],
        },
        new("party", new("经营者或铁路企业编号", "Id of the operator or railway enterprise")),
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
        if (await Fault(role, read, registry.As(page.Actor)) is { } fault)
            return page.Again<OpenAccountView>(
                new OpenAccountModel(_fields, FormState.Again(form, fault)), fault);
        var desks = read.Choices<Desks>("desks").Aggregate(Desks.None, (all, one) => all | one);
        var account = new Account(KeptAccounts.IdOf(form), read.Text("userName"), null, role,
            (role & Local) != 0 ? read.TextOrNull("authority") : null, role == Roles.Officer ? desks : Desks.None,
            role is Roles.Operator or Roles.Employer ? read.TextOrNull("party") : null, MustChangePassword: true,
            Disabled: false);
        var (outcome, refusal) = await KeptAccounts.Open(account, page, form, registry);
        return refusal is null
            ? page.Show<OpenAccountView>(new OpenAccountModel(_fields, FormState.New()) { Outcome = outcome })
            : page.Again<OpenAccountView>(new OpenAccountModel(_fields, FormState.Again(form, refusal)), refusal);
    }

    private static async Task<Refusal?> Fault(Roles role, ActReader read, Reads reads)
    {
        if (read.Refusal is { } unread) return unread;
        if (!_roles.Contains(role)) read.Wrong("role", "不能开设该角色的账号。", "Not a role that is appointed.");
        var (code, party) = (read.Text("authority"), read.Text("party").Split('.', 2));
        if ((role & Local) != 0 && !(code.Length is 2 or 4 or 6 && code.All(char.IsAsciiDigit)
            && Provinces.ByCode(code) is not null))
            read.Wrong("authority", "应为 2、4 或 6 位行政区划代码。", "A region code of 2, 4 or 6 digits (GB/T 2260).");
        if (role == Roles.Officer && read.Choices<Desks>("desks").IsEmpty)
            read.Wrong("desks", "请选择工作台。", "Choose a desk.");
        if (role == Roles.Operator && !await reads.HasOperator(party[0]))
            read.Wrong("party", "没有登记该经营者。", "No such operator is on the register.");
        if (role == Roles.Employer && !await reads.HasEmployer(party[0], party.Length > 1 ? party[1] : null))
            read.Wrong("party", "没有登记该企业或子级单位。", "No such enterprise or unit is on the register.");
        return read.Refusal;
    }
}
