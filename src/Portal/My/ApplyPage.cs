using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>A page of the application: one question after the other, and what was answered so far.</summary>
/// <param name="Service">What is applied for.</param>
/// <param name="Card">The certificate.</param>
/// <param name="WhyNot">Why it cannot be applied for now; null: it can.</param>
/// <param name="Form">The answers.</param>
/// <param name="Slots">The materials, with what was uploaded.</param>
/// <param name="Rules">The rules in force today.</param>
public sealed record ApplyModel(
    Service Service, CertificateCard Card, Refusal? WhyNot, FormState Form, ImmutableArray<MaterialSlot> Slots,
    RoadRules Rules)
{
    /// <summary>The address of all its pages.</summary>
    public string Path => $"/my/certificates/{Card.View.Id}/apply/{ServiceNames.Of(Service.Id)}";
}

/// <summary>
/// /my/certificates/{id}/apply/{service}: what one should know, the answers, the materials, a look at all of it, and
/// the
/// handing in. Every page is posted to the same address and says by its button which one comes next.
/// </summary>
internal static class ApplyPage
{
    private const string Route = "/my/certificates/{id}/apply/{service}";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Route, Show).For(PageAccess.Of(Roles.Holder));
        pages.MapPost(Route, Step).For(PageAccess.Of(Roles.Holder) with { MaxPosted = Uploads.MaxPosted });
    }

    private static async Task<IResult> Show(
        string id, string service, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(id, service, page, registry, cancellation);
        return refusal is null ? page.Show<ApplyNotice>(model) : page.Refused(refusal);
    }

    private static async Task<IResult> Step(
        string id, string service, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (empty, refusal) = await Read(id, service, page, registry, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        if (form["step"] == "begin") return Begin(page, form, empty!);
        var model = empty! with { Form = FormState.With(form) };
        if (form["step"] == "details") return page.Show<ApplyDetails>(await WithSlots(model, page, form, registry));
        if (ApplyForm.Fault(model.Service, form) is { } fault)
            return page.Again<ApplyDetails>(
                await WithSlots(model with { Form = FormState.Again(form, fault) }, page, form, registry), fault);
        model = await WithSlots(model, page, form, registry);
        return form["step"] switch
        {
            "materials" or "upload" => page.Show<ApplyMaterials>(model),
            "check" => Missing(model) is { } missing
                ? page.Again<ApplyMaterials>(model with { Form = FormState.Again(form, missing) }, missing)
                : page.Show<ApplyCheck>(model),
            "submit" => await Submit(model, page, form, registry, cancellation),
            _ => page.NotFound(),
        };
    }

    /// <summary>
    /// Whoever has read what is to be known goes on; whoever cannot apply now sees why on the same page.
    /// </summary>
    private static PageResult Begin(PageContext page, Posted form, ApplyModel model)
    {
        if (model.WhyNot is not null || form.Ticked("read")) return model.WhyNot is not null
            ? page.Show<ApplyNotice>(model) : page.Show<ApplyDetails>(model);
        var unread = Refusals.Malformed(Refusals.Fault(
            "read", "请先阅读并勾选。", "Please read it and tick the box."));
        return page.Again<ApplyNotice>(model with { Form = FormState.Again(form, unread) }, unread);
    }

    private static async Task<IResult> Submit(
        ApplyModel model, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var subject = new EntityId(EntityKind.Certificate, model.Card.View.Id);
        var answer = await registry.Execute(
            subject, form.Envelope(ApplyForm.Command(model.Service, form)), cancellation);
        return answer switch
        {
            Answer.Done done => Go.To($"/my/applications/{AnswerId.In(done.Body)}?new"),
            Answer.No { Refusal: var no } => page.Again<ApplyCheck>(
                model with { Form = FormState.Again(form, no) }, no),
            _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
        };
    }

    private static Refusal? Missing(ApplyModel model)
    {
        ImmutableArray<FieldFault> faults =
        [
            .. model.Slots.Where(slot => slot.Required && slot.Document is null)
                .Select(slot => new FieldFault(slot.Field, slot.Fault
                    ?? new LocalText($"缺少：{slot.Names.Zh}", $"Missing: {slot.Names.En}"))),
        ];
        return faults.IsEmpty ? null : Refusals.Malformed(faults.AsSpan());
    }

    private static async Task<ApplyModel> WithSlots(
        ApplyModel model, PageContext page, Posted form, IRegistry registry)
    {
        var answers = ApplyForm.Of(model.Service.Id, form);
        var asked = model.Service.Materials.Select(line => new MaterialSlot(
            line.Kind, line.Names, line.IsRequired(answers, model.Card.View.Kind.Drives()), null, null));
        return model with { Slots = await Uploads.Fill(asked, form, page, registry) };
    }

    private static async Task<Result<ApplyModel>> Read(
        string id, string service, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        if (ServiceNames.Find(service) is not { } name || Catalogue.Find(name) is not { } known
            || known.Subject != EntityKind.Certificate) return Refusals.NotFound();
        var reads = registry.As(page.Actor);
        var (loaded, refusal) = await reads.Find(EntityKind.Certificate, id, cancellation);
        if (refusal is not null) return refusal;
        var context = reads.ContextOf(loaded!);
        var card = CertificateCard.Of(loaded!, context);
        return new ApplyModel(known, card, CertificatePossible.WhyNot((Certificate)loaded!.State, name, context),
            ApplyForm.Prefilled(known, card.View), [], context.Road);
    }
}
