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
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>What is asked to be added, and what was uploaded for it so far.</summary>
/// <param name="View">The application.</param>
/// <param name="Form">The form.</param>
/// <param name="Slots">Exactly the materials that the officer named.</param>
/// <param name="MaxBytes">Largest picture.</param>
public sealed record SupplementModel(
    ApplicationView View, FormState Form, ImmutableArray<MaterialSlot> Slots, long MaxBytes);

/// <summary>/my/applications/{id}/supplement: the officer's words, the last day, and the materials asked for.</summary>
internal static class SupplementPage
{
    private const string Route = "/my/applications/{id}/supplement";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Route, Show).For(PageAccess.Of(Roles.Holder));
        pages.MapPost(Route, Answer).For(PageAccess.Of(Roles.Holder) with { MaxPosted = Uploads.MaxPosted });
    }

    private static async Task<IResult> Show(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(id, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal)
            : IsOpen(model!.View) ? page.Show<Supplement>(model) : Go.To("/my/applications/" + id);
    }

    private static async Task<IResult> Answer(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(id, page, registry, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        model = model! with
        {
            Form = FormState.With(form), Slots = await Uploads.Fill(model!.Slots, form, page, registry),
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
            : Go.To("/my/applications/" + id);
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
        return new SupplementModel(view, FormState.New(),
            [.. asked.Select(kind => new MaterialSlot(kind, NameOf(view.Service, kind), true, null, null))],
            rules.ImageMaxBytes);
    }

    private static LocalText NameOf(ServiceId service, MaterialKind kind) =>
        Catalogue.Of(service).Materials.FirstOrDefault(line => line.Kind == kind)?.Names
            ?? RailServices.NameOf(kind);
}
