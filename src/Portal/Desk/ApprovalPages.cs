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
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>Something that waits for a second person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="What">What is asked for.</param>
/// <param name="About">The person or the account.</param>
/// <param name="Reason">Why; empty: not given.</param>
/// <param name="AskedBy">The account that asked.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="By">The last day, inclusive.</param>
/// <param name="IsOwn">True: the reader asked for it, and another one has to confirm it.</param>
public sealed record AwaitedApproval(
    string Id, LocalText What, string About, string Reason, string AskedBy, DateTimeOffset AskedAt, DateOnly By,
    bool IsOwn);

/// <summary>What waits for a second person.</summary>
public sealed record ApprovalsModel(ImmutableArray<AwaitedApproval> Items, DateOnly Today, FormState Form, string? For);

/// <summary>
/// /desk/approvals: what one officer has asked for and another has to confirm (rules.md H.26). Nobody confirms the own.
/// </summary>
internal static class ApprovalPages
{
    private const string Path = "/desk/approvals";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(DeskQueue.Desks);
        pages.MapGet(Path, Show).For(access);
        pages.MapPost(Path + "/{id}/confirm", Confirm).For(access with { NeedsProof = true });
        pages.MapPost(Path + "/{id}/decline", Decline).For(access);
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<ApprovalList>(model);
    }

    private static Task<IResult> Confirm(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation) =>
        Do(id, new ConfirmApproval(id), page, form, registry, cancellation);

    private static Task<IResult> Decline(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation) =>
        Do(id, new DeclineApproval(id, form.Paragraph("reason")), page, form, registry, cancellation);

    private static async Task<IResult> Do(
        string id, Command command, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (!EntityId.TryApplication(id, out var entity)
            || entity.Kind is not (EntityKind.Identity or EntityKind.RailLicence)) return page.NotFound();
        if (await registry.Execute(entity, form.Envelope(command), cancellation) is not Answer.No { Refusal: var no })
            return Go.To(Path);
        var (model, refusal) = await Read(page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal)
            : page.Again<ApprovalList>(model! with { Form = FormState.Again(form, no), For = id }, no);
    }

    private static async Task<Result<ApprovalsModel>> Read(
        PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (waiting, refusal) = await registry.As(page.Actor).ApprovalQueue(new PageRequest(), cancellation);
        if (refusal is not null) return refusal;
        return new ApprovalsModel([.. waiting!.Items.Select(row => Of(row, page))],
            ShanghaiTime.DateOf(registry.Now), FormState.New(), null);
    }

    private static AwaitedApproval Of(ApplicationRow row, PageContext page)
    {
        if (row.Application is RailApplication { Form: RailCorrectionForm correction } rail)
            return new AwaitedApproval(rail.Id, new("更正铁路机车车辆驾驶证的登记", "Correct the record of a railway licence"),
                row.Id.Key, correction.Reason, rail.SubmittedBy, rail.SubmittedAt, rail.DecideBy!.Value.Date,
                rail.SubmittedBy == page.Account!.Id);
        var asked = (BindingApplication)row.Application;
        var (what, about, reason) = asked.Form switch
        {
            UnbindingForm form =>
                (new LocalText("解除账号绑定", "Undo the binding of the account"), form.PersonKey, form.Reason),
            IdentityChangeForm form => (new LocalText("变更姓名或号码", "Change name or number"), form.PersonKey,
                $"{form.Name} {PersonalData.Number(form.IdentityNumber).Shown}"),
            FactCorrectionForm form => (new LocalText("更正其他机关登记的事实", "Correct another authority's fact"),
                form.PersonKey, $"{form.FactId}: {form.Reason}"),
            PersonPhoneForm form => (new LocalText("更换丢失的手机号", "Another phone in the place of a lost one"),
                form.PersonKey, form.Reason),
            OwnerForm form => (form.Owns ? new LocalText("登记个体工商户的经营者本人", "Record the owner of a business")
                : new LocalText("终止个体工商户的经营者本人登记", "End the record of the owner of a business"),
                form.PersonKey, $"{form.OperatorKey}: {form.Evidence}"),
            AccountActForm form => (ValueNames.Of(form.Act), row.PersonKey, ""),
            var other => throw new InvalidOperationException($"{other.GetType().Name} waits for nobody"),
        };
        return new AwaitedApproval(asked.Id, what, about, reason, asked.SubmittedBy, asked.SubmittedAt,
            asked.DecideBy.Date, asked.SubmittedBy == page.Account!.Id);
    }
}
