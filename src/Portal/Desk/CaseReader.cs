using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Public;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>Reads everything that the page of a case shows, as its reader may see it.</summary>
internal static class CaseReader
{
    private const int MaxHistory = 200;
    private const int MaxWorkingDays = 60;
    private const int MaxPromises = 3;

    /// <summary>The case; or the refusal if the reader may not see it.</summary>
    public static async Task<Result<CaseRead>> Read(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (found, refusal) = await reads.FindApplication(id, cancellation);
        if (refusal is not null) return refusal;
        var (shown, not) = await reads.Application(id, cancellation);
        if (not is not null) return not;
        var (view, entity, today) = (shown!.View, found!.Entity, ShanghaiTime.DateOf(registry.Now));
        var context = reads.ContextOf(entity);
        var outlook = CaseOutlook.Of(entity.State, found.Row.Application, context);
        var limit = CaseLimits.Of(view);
        var opinions = await CaseOpinions.Read(found, page, registry, cancellation);
        return new CaseRead(
            view, entity.Version, await Materials(view, page.Actor.AccountId, reads, cancellation),
            CaseFacts.Of(view, entity.State, context),
            CaseConditions.Of(view, found.Row.Application, entity.State, outlook, context),
            outlook is Decision.Accepted accepted ? [.. accepted.Events.Select(Effects.Of).OfType<LocalText>()] : [],
            await History(entity.Id, opinions?.Happened ?? [], reads, registry.Accounts, cancellation), limit,
            limit is null ? 0 : WorkingDays.Left(today, limit.By, registry.Calendar),
            limit is null || limit.By < today ? null : Clock(today, limit.By, registry.Calendar),
            CaseSteps.Of(view, page.Actor), today)
        {
            Opinions = opinions,
            Promises = PromisesOf(view, today, registry),
            HasDecision = DecisionDocuments.Refuses(found.Row.Application, wanted: null) is null,
        };
    }

    /// <summary>The reasons that fit a step of a case now; or the refusal if the reader may not see it.</summary>
    public static async Task<Result<ImmutableArray<LocalText>>> Reasons(
        string id, string step, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (found, refusal) = await reads.FindApplication(id, cancellation);
        if (refusal is not null) return refusal;
        var (shown, not) = await reads.Application(id, cancellation);
        if (not is not null) return not;
        var (view, entity) = (shown!.View, found!.Entity);
        var context = reads.ContextOf(entity);
        var outlook = CaseOutlook.Of(entity.State, found.Row.Application, context);
        return Words.Opinions.Of(
            view, step, CaseConditions.Of(view, found.Row.Application, entity.State, outlook, context));
    }

    /// <summary>From today to the last day of the limit; null: too far away to be drawn.</summary>
    private static PeriodDrawing? Clock(DateOnly today, DateOnly by, WorkingCalendar calendar) =>
        WorkingDays.Left(today, by, calendar) is > 0 and <= MaxWorkingDays and var days
        && PeriodDrawing.Of(today, days, calendar) is var drawn && drawn.Last.Date == by ? drawn : null;

    /// <summary>
    /// By when has to be decided what is accepted today or on one of the next working days, as long as it may be.
    /// </summary>
    private static ImmutableArray<DayPromise> PromisesOf(ApplicationView view, DateOnly today, IRegistry registry)
    {
        if (view is not { Status: ApplicationStatus.Submitted, AcceptBy: { } last, RailLicenceId: null }) return [];
        var calendar = registry.Calendar;
        return
        [
            .. Enumerable.Range(0, Math.Max(0, last.DayNumber - today.DayNumber) + 1).Select(today.AddDays)
                .Where(day => day == today || calendar.IsWorkday(day)).Take(MaxPromises)
                .Select(day => new DayPromise(
                    day, calendar.Add(day, registry.Rulebook.RoadAt(day).DecideWorkingDays).Date)),
        ];
    }

    private static async Task<ImmutableArray<CaseMaterial>> Materials(
        ApplicationView view, string reader, Reads reads, CancellationToken cancellation)
    {
        var materials = ImmutableArray.CreateBuilder<CaseMaterial>();
        foreach (var material in view.Materials)
            materials.Add(new CaseMaterial(materials.Count + 1, material.Kind, NameOf(view.Service, material.Kind),
                (await reads.Document(material.DocumentId, cancellation)).Value)
            {
                IsSeen = material.SeenBy is { } seen && seen.Contains(reader),
            });
        return materials.ToImmutable();
    }

    /// <summary>The name of a material of a service.</summary>
    public static LocalText NameOf(ServiceId service, MaterialKind kind) =>
        Catalogue.Find(service)?.Materials.FirstOrDefault(line => line.Kind == kind)?.Names
            ?? (kind is MaterialKind.IdentityPortrait ? new LocalText("本人照片", "Portrait") : RailServices.NameOf(kind));

    /// <summary>
    /// What happened to the case, newest first, with the opinions, which are in no history that an applicant can read.
    /// The account of a unit cannot see the enterprise's history: then it is empty.
    /// </summary>
    private static async Task<ImmutableArray<PastEntry>> History(
        EntityId id, ImmutableArray<HistoryView> ofDesk, Reads reads, IAccounts accounts,
        CancellationToken cancellation) =>
        (await reads.History(id.Kind, id.Key, new PageRequest(MaxHistory), cancellation)).Value is { } page
            ? await Past.Of([.. page.Items.Concat(ofDesk).OrderBy(entry => entry.At)], accounts, cancellation) : [];
}
