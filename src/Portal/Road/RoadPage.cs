using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Road;

/// <summary>The form of a look-up at the roadside.</summary>
/// <param name="Form">What is looked up, and why.</param>
/// <param name="Shift">The shift that was just opened on this page; null: none.</param>
public sealed record RoadModel(FormState Form, ShiftView? Shift);

/// <summary>What a look-up found.</summary>
/// <param name="Asked">What was looked up, as it was typed.</param>
/// <param name="Vehicles">Vehicles with their verdicts.</param>
/// <param name="Certificates">Certificates with their verdicts.</param>
public sealed record RoadFoundModel(
    string Asked, ImmutableArray<LookupVehicleView> Vehicles, ImmutableArray<LookupView> Certificates);

/// <summary>
/// /road: look-ups by an officer at the roadside who has no code to scan. A look-up is posted, so that no number is in
/// an address or in a log; its answer is not stored, and each is in the audit before it is shown (decisions 9).
/// </summary>
internal static class RoadPage
{
    public const string Path = "/road";
    private const int MaxFound = 20;

    public static void Map(IEndpointRouteBuilder pages, PortalOptions options)
    {
        pages.MapGet(Path, Show).For(PageAccess.Of(Roles.Enforcement));
        pages.MapPost(Path, LookUp).For(PageAccess.Of(Roles.Enforcement));
        pages.MapPost(Path + "/shift", OpenShift).For(PageAccess.Of(Roles.Enforcement));
        pages.MapGet(Path + "/snapshot",
            (PageContext page, IRegistry registry, CancellationToken cancellation) =>
                Snapshot(options, page, registry, cancellation)).For(PageAccess.Of(Roles.Enforcement));
    }

    private static PageResult Show(PageContext page) => page.Show<RoadHome>(new RoadModel(NewForm(), null));

    /// <summary>For the offline verifier (Assets/offline-data.js), which stores it encrypted.</summary>
    private static async Task<IResult> Snapshot(
        PortalOptions options, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (statements, refusal) = await options.OfShift(page.Actor, registry, cancellation);
        return refusal is null ? Results.Bytes(statements!, "application/json") : page.Refused(refusal);
    }

    private static async Task<IResult> OpenShift(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (shift, refusal) = await registry.As(page.Actor).OpenShift(form["place"], cancellation);
        return refusal is null
            ? page.Show<RoadHome>(new RoadModel(NewForm(), shift))
            : page.Again<RoadHome>(new RoadModel(FormState.Again(form, refusal), null), refusal);
    }

    private static async Task<IResult> LookUp(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (lookup, malformed) = Lookup.Read(
            form.Text("plate"), form.Text("certificateNumber"), form.Text("identityNumber"), ReasonOf(form, page),
            PurposeOf(form), form.Text("caseNumber"));
        if (malformed is not null) return Again(page, form, malformed);
        var (found, refusal) = await registry.As(page.Actor).LookUp(lookup!, new PageRequest(MaxFound), cancellation);
        if (refusal is not null) return Again(page, form, refusal);
        return page.Show<RoadFound>(new RoadFoundModel(
            form.Text("plate") ?? form.Text("certificateNumber") ?? form["identityNumber"],
            found!.Vehicles?.Items ?? [], found.Certificates?.Items ?? []));
    }

    private static PageResult Again(PageContext page, Posted form, Refusal refusal) =>
        page.Again<RoadHome>(new RoadModel(FormState.Again(form, refusal), null), refusal);

    private static FormState NewForm() => FormState.New(("purpose", LookupPurpose.RoadCheck.ToString()));

    private static LookupPurpose? PurposeOf(Posted form) =>
        Enum.TryParse<LookupPurpose>(form["purpose"], out var purpose) && Enum.IsDefined(purpose) ? purpose : null;

    /// <summary>
    /// The reason; at the roadside it is the purpose in words, so that nobody must type it again and again.
    /// </summary>
    private static string ReasonOf(Posted form, PageContext page)
    {
        if (form.Text("reason") is { } said) return said;
        if (PurposeOf(form) is not { } purpose) return "";
        var words = RoadWords.Of(purpose);
        return page.English ? words.En : words.Zh;
    }
}
