using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>The form of a charter trip, and how it would be reviewed.</summary>
/// <param name="Path">The address to which it is posted.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Form">What was typed.</param>
public sealed record FilingModel(string Path, ImmutableArray<ActField> Fields, FormState Form)
{
    /// <summary>The trip that is changed; null: a new one.</summary>
    public string? Trip { get; init; }

    /// <summary>Every condition, with what it is about; empty: not checked yet.</summary>
    public ImmutableArray<ConditionView> Conditions { get; init; } = [];

    /// <summary>How it would be reviewed and certified; null: not checked yet.</summary>
    public TripOutlook? Outlook { get; init; }
}

/// <summary>
/// /fleet/trips/new and /fleet/trips/{id}/amend: the charter filing (包车备案, C.3). Vehicles and drivers
/// are chosen from the carrier's own. Before filing, every condition is shown with the vehicle, driver or place that
/// does not meet it, and whether the certificate will be electronic.
/// </summary>
internal static class FilingPage
{
    private const string New = "/fleet/trips/new", Amend = "/fleet/trips/{id}/amend";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.Operator);
        pages.MapGet(New, (PageContext page, IRegistry registry, CancellationToken c) =>
            Show(null, page, registry, c)).For(access);
        pages.MapPost(New, (PageContext page, Posted form, IRegistry registry, CancellationToken c) =>
            Take(null, page, form, registry, c)).For(access);
        pages.MapGet(Amend, Show).For(access);
        pages.MapPost(Amend, Take).For(access);
    }

    private static async Task<IResult> Show(
        string? id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (own, refusal) = await Own(id, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<FilingView>(
            (await FilingChoices.Of(page, registry, cancellation)).Model(id, own?.Plan));
    }

    private static async Task<IResult> Take(
        string? id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (own, notThere) = await Own(id, page, registry, cancellation);
        if (notThere is not null) return page.Refused(notThere);
        var choices = await FilingChoices.Of(page, registry, cancellation);
        if (form["step"] == "find") return page.Show<FilingView>(choices.Model(id, FormState.With(form)));
        var read = new ActReader(form);
        var plan = TripForm.Read(read) with
        {
            VehicleKey = choices.VehicleIn(form["vehicleId"]),
            ContractDocumentId = own?.Plan.ContractDocumentId,
            Emergency = own?.Plan.Emergency ?? false,
        };
        if (read.Refusal is { } unread) return Again(unread);
        Command filing = own is null ? new FileTrip(page.Actor.OperatorKey ?? "", plan) : new AmendTrip(plan);
        var envelope = form.Envelope(filing);
        var trip = own is null
            ? Keys.ForNew(EntityKind.Trip, envelope.CommandId) : new EntityId(EntityKind.Trip, own.Key);
        if (form["step"] == "check")
        {
            var reads = registry.As(page.Actor);
            var (conditions, mayNot) = await reads.Conditions(trip, filing, cancellation);
            if ((mayNot ?? conditions.FirstOrDefault(one => one.Name == ConditionName.Form).Unmet) is { } wrong)
                return Again(wrong);
            return page.Show<FilingView>(choices.Model(id, FormState.With(form)) with
            {
                Conditions = choices.Named(conditions, plan),
                Outlook = await reads.OutlookOf(trip, page.Actor.OperatorKey ?? "", plan, cancellation),
            });
        }
        return await registry.Execute(trip, envelope, cancellation) is Answer.No { Refusal: var no }
            ? Again(no) : Go.To($"/fleet/trips/{trip.Key}{(own is null ? "" : "?done=amend")}");

        PageResult Again(Refusal refusal) =>
            page.Again<FilingView>(choices.Model(id, FormState.Again(form, refusal)), refusal);
    }

    private static async ValueTask<Result<Trip?>> Own(
        string? id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        if (id is null) return (Trip?)null;
        return (await registry.As(page.Actor).Find(EntityKind.Trip, id, cancellation))
            .Select(loaded => (Trip?)loaded.State);
    }
}
