using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Portal.Accounts;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>Something that waits for a second person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="What">What is asked for.</param>
/// <param name="About">The person or the account.</param>
/// <param name="Reason">Why; empty: not given.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="By">The last day, inclusive.</param>
/// <param name="IsOwn">True: the reader asked for it, and another one has to confirm it.</param>
public sealed record AwaitedApproval(
    string Id, LocalText What, LocalText About, string Reason, LocalText AskedBy, DateTimeOffset AskedAt, DateOnly By,
    bool IsOwn);

/// <summary>What waits for a second person.</summary>
/// <param name="Items">The first of them, oldest first.</param>
/// <param name="Today">The legal date.</param>
/// <param name="Form">The form of each; after a refusal with what was typed.</param>
/// <param name="For">The id of the one whose form was refused; null: none.</param>
/// <param name="Path">The address of the list.</param>
public sealed record ApprovalsModel(
    ImmutableArray<AwaitedApproval> Items, DateOnly Today, FormState Form, string? For, string Path)
{
    /// <summary>The cursor of the next ones; null: there are none.</summary>
    public string? Next { get; init; }

    /// <summary>What was just confirmed about an account, with its one-time code; null: nothing.</summary>
    public AccountOutcome? Outcome { get; init; }
}

/// <summary>
/// /desk/approvals: what one officer has asked for and another has to confirm (rules.md H.26), and /admin/approvals:
/// the same among administrators, about accounts. Nobody confirms the own.
/// </summary>
internal static class ApprovalPages
{
    private const string OfDesk = "/desk/approvals", OfAdministrators = "/admin/approvals";
    private static readonly LocalText _confirmed = new("已确认，账号可以使用", "Confirmed; the account may be used");

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var (path, roles) in ((string, Roles)[])
            [(OfDesk, DeskQueue.Desks), (OfAdministrators, Roles.Administrator)])
        {
            var access = PageAccess.Of(roles);
            pages.MapGet(path, Show).For(access);
            pages.MapPost(path + "/{id}/confirm", Confirm).For(access with { NeedsProof = true });
            pages.MapPost(path + "/{id}/decline", Decline).For(access);
        }
    }

    private static string PathFor(PageContext page) => page.IsFor(DeskQueue.Desks) ? OfDesk : OfAdministrators;

    private static async Task<IResult> Show(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(cursor, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<ApprovalList>(model);
    }

    private static async Task<IResult> Confirm(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var awaited = await registry.As(page.Actor).AwaitedAct(id, cancellation);
        var (done, other) = await Do(id, new ConfirmApproval(id), page, form, registry, cancellation);
        // A form that is sent twice does not carry the act out again: the account may have been disabled since.
        if (done is not { Repeated: false } || awaited is not { } act) return other ?? Go.To(PathFor(page));
        var kept = await registry.CarryOut(act.AccountId, act.Form, act.By, page.Account!.Id);
        if (kept.Refusal is { } no) return page.Refused(no);
        var (model, refusal) = await Read(null, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<ApprovalList>(model! with
        {
            Outcome = new AccountOutcome(_confirmed, kept.Account!.Name ?? kept.Account.Id, kept.OneTimeCode),
        });
    }

    private static async Task<IResult> Decline(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation) =>
        (await Do(id, new DeclineApproval(id, form.Paragraph("reason")), page, form, registry, cancellation)).Other
            ?? Go.To(PathFor(page));

    /// <summary>What came of a step; or what is answered instead.</summary>
    private static async Task<(Answer.Done? Done, IResult? Other)> Do(
        string id, Command command, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (!EntityId.TryApplication(id, out var entity)
            || entity.Kind is not (EntityKind.Identity or EntityKind.RailLicence)) return (null, page.NotFound());
        var answer = await registry.Execute(entity, form.Envelope(command), cancellation);
        if (answer is not Answer.No { Refusal: var no }) return ((Answer.Done)answer, null);
        var (model, refusal) = await Read(null, page, registry, cancellation);
        return (null, refusal is not null ? page.Refused(refusal)
            : page.Again<ApprovalList>(model! with { Form = FormState.Again(form, no), For = id }, no));
    }

    private static async Task<Result<ApprovalsModel>> Read(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (waiting, refusal) = await registry.As(page.Actor).ApprovalQueue(
            new PageRequest(Cursor: cursor), cancellation);
        if (refusal is not null) return refusal;
        var items = ImmutableArray.CreateBuilder<AwaitedApproval>();
        foreach (var row in waiting!.Items) items.Add(await Of(row, page, registry.Accounts, cancellation));
        return new ApprovalsModel(
            items.ToImmutable(), ShanghaiTime.DateOf(registry.Now), FormState.New(), null, PathFor(page))
        {
            Next = waiting.Next,
        };
    }

    private static async Task<AwaitedApproval> Of(
        ApplicationRow row, PageContext page, IAccounts accounts, CancellationToken cancellation)
    {
        if (row.Application is RailApplication { Form: RailCorrectionForm correction } rail)
            return new AwaitedApproval(rail.Id, new("更正铁路机车车辆驾驶证的登记", "Correct the record of a railway licence"),
                Same(row.Id.Key), correction.Reason, await Who(rail.SubmittedBy), rail.SubmittedAt,
                rail.DecideBy!.Value.Date, rail.SubmittedBy == page.Account!.Id);
        var asked = (BindingApplication)row.Application;
        var (what, about, reason) = asked.Form switch
        {
            UnbindingForm form =>
                (new LocalText("解除账号绑定", "Undo the binding of the account"), Same(form.PersonKey), form.Reason),
            IdentityChangeForm form => (new LocalText("变更姓名或号码", "Change name or number"), Same(form.PersonKey),
                $"{form.Name} {PersonalData.Number(form.IdentityNumber).Shown}"),
            FactCorrectionForm form => (new LocalText("更正其他机关登记的事实", "Correct another authority's fact"),
                Same(form.PersonKey), $"{form.FactId}: {form.Reason}"),
            PersonPhoneForm form => (new LocalText("更换丢失的手机号", "Another phone in the place of a lost one"),
                Same(form.PersonKey), form.Reason),
            OwnerForm form => (form.Owns ? new LocalText("登记个体工商户的经营者本人", "Record the owner of a business")
                : new LocalText("终止个体工商户的经营者本人登记", "End the record of the owner of a business"),
                Same(form.PersonKey), $"{form.OperatorKey}: {form.Evidence}"),
            AccountActForm form => (ValueNames.Of(form.Act), await Who(row.PersonKey), ""),
            var other => throw new InvalidOperationException($"{other.GetType().Name} waits for nobody"),
        };
        return new AwaitedApproval(asked.Id, what, about, reason, await Who(asked.SubmittedBy), asked.SubmittedAt,
            asked.DecideBy.Date, asked.SubmittedBy == page.Account!.Id);

        async Task<LocalText> Who(string id) =>
            await accounts.Find(id, cancellation) is { } account ? Actors.Of(account) : Same(id);
    }

    private static LocalText Same(string text) => new(text, text);
}
