using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Applying;
using OrleansRegistry.Portal.Desk;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.My;

/// <summary>What was asked to be added, with the uploads so far.</summary>
/// <param name="View">The application.</param>
/// <param name="Form">The form.</param>
/// <param name="Slots">Exactly the materials that the officer named.</param>
public sealed record SupplementModel(
    ApplicationView View, FormState Form, ImmutableArray<MaterialSlot> Slots)
{
    /// <summary>The page of the application.</summary>
    public required string Back { get; init; }

    /// <summary>The actor in whose name materials are uploaded.</summary>
    internal Actor Uploader { get; init; } = null!;

    /// <summary>The address of this page.</summary>
    public required string Path { get; init; }
}

/// <summary>{applications}/{id}/supplement: the officer's words, the last day, and the materials asked for.</summary>
internal static class SupplementPage
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var (path, who) in ApplicationPages.Bases)
        {
            pages.MapGet(path + "/{id}/supplement", Show).For(PageAccess.Of(who));
            pages.MapPost(path + "/{id}/supplement", Answer)
                .For(PageAccess.Of(who) with { MaxPosted = Uploads.MaxPostedWithVideo });
        }
        pages.MapGet(CaseDesk.OfOfficers.Base + "/{id}/answer", Show).For(PageAccess.Of(Roles.Officer));
        pages.MapPost(CaseDesk.OfOfficers.Base + "/{id}/answer", Answer)
            .For(PageAccess.Of(Roles.Officer) with { MaxPosted = Uploads.MaxPosted });
    }

    private static async Task<IResult> Show(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(id, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal)
            : IsOpen(model!.View) ? page.Show<Supplement>(model) : Go.To(model.Back);
    }

    private static async Task<IResult> Answer(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(id, page, registry, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        model = model! with
        {
            Form = FormState.With(form),
            Slots = await Uploads.Fill(model!.Slots, form, page, registry, model.Uploader),
        };
        if (form["step"] == "upload" || model.Slots.Any(slot => slot.Fault is not null))
            return page.Show<Supplement>(model);
        ImmutableArray<Material> materials =
        [
            .. model.Slots.Where(slot => slot.Document is not null)
                .Select(slot => new Material(slot.Kind, slot.Document!.Id)),
        ];
        var command = form.Envelope(new AnswerSupplement(id, materials));
        return await registry.Execute(ApplicationPages.SubjectOf(id), command, cancellation)
            is Domain.Ports.Answer.No { Refusal: var no }
            ? page.Again<Supplement>(model with { Form = FormState.Again(form, no) }, no)
            : Go.To(model.Back);
    }

    private static bool IsOpen(ApplicationView view) =>
        view is { Status: ApplicationStatus.SupplementRequested, Supplement: not null };

    private static async Task<Result<SupplementModel>> Read(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(page.Actor).Application(id, cancellation);
        if (refusal is not null) return refusal;
        var view = shown!.View;
        var rules = registry.Rulebook.RoadAt(ShanghaiTime.DateOf(registry.Now));
        ImmutableArray<MaterialKind> asked = view.Supplement?.Materials ?? [];
        var slots = asked.Select(kind => SlotOf(view.Service, kind, rules));
        var (atCounter, back) = page.IsFor(Roles.Officer) ? (true, CasePage.PathOf(id))
            : (false, $"{ApplicationPages.BaseOf(page)}/{id}");
        if (atCounter && (view.Counter is null || view.Applicant is null)) return Refusals.NotFound();
        return new SupplementModel(view, FormState.New(), [.. slots])
        {
            Back = back, Path = back + (atCounter ? "/answer" : "/supplement"),
            Uploader = atCounter ? AtCounter.Uploader(view.Applicant!.Id, page.Actor) : page.Actor,
        };
    }

    private static MaterialSlot SlotOf(ServiceId service, MaterialKind kind, RoadRules rules) =>
        Catalogue.Of(service).Subject == EntityKind.RailLicence
            ? MaterialSlot.Rail(kind, rules)
            : MaterialSlot.Picture(kind, MaterialNames.Of(service, kind), true, rules);
}
