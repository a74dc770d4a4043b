using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>One line of the queue.</summary>
/// <param name="View">The application.</param>
/// <param name="Name">Who applied.</param>
/// <param name="Limit">The legal limit that runs; null: none does.</param>
/// <param name="Left">The working days that remain; negative: the limit has passed.</param>
public sealed record QueueRow(ApplicationView View, string Name, CaseLimit? Limit, int Left);

/// <summary>How many cases of one service wait.</summary>
public sealed record QueueCount(ServiceId Service, long Waiting, long Overdue);

/// <summary>How much stands in one state.</summary>
public sealed record QueueState(ApplicationStatus Status, long Waiting);

/// <summary>What waits for a desk.</summary>
/// <param name="Rows">This page of it, most urgent legal limit first.</param>
/// <param name="Next">The cursor of the next page; null: this is the end.</param>
/// <param name="Counts">How many cases wait, by service.</param>
/// <param name="Wanted">What is filtered by.</param>
/// <param name="Mine">True: only cases that are assigned to the reader.</param>
/// <param name="Today">The legal date.</param>
/// <param name="Said">What was just done; null: nothing.</param>
public sealed record QueueModel(
    ImmutableArray<QueueRow> Rows, string? Next, ImmutableArray<QueueCount> Counts, ApplicationsWanted Wanted,
    bool Mine, DateOnly Today, LocalText? Said)
{
    /// <summary>How much waits, by state, in the order of the chain.</summary>
    public ImmutableArray<QueueState> States { get; init; } = [];

    /// <summary>How many colleagues ask the reader what to do, of those that were looked at.</summary>
    public int Asked { get; init; }

    /// <summary>The form of "take the next one".</summary>
    public FormState Form { get; } = FormState.New();
}

/// <summary>GET /desk: what waits, most urgent legal limit first, and POST /desk/next: the next case.</summary>
internal static class QueuePage
{
    private const int MaxListed = 20;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/desk", Show).For(PageAccess.Of(DeskQueue.Desks));
        pages.MapPost("/desk/next", Next).For(PageAccess.Of(DeskQueue.Desks));
    }

    private static async Task<IResult> Show(
        string? service, string? status, string? overdue, string? mine, string? cursor, string? done,
        PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        if ((page.Actor.Desks & Desks.Charter) != 0 && (page.Actor.Desks & Desks.Road) == 0)
            return Go.To(TripQueuePage.Path);
        var wanted = new ApplicationsWanted(ServiceNames.Find(service ?? ""), StateOf(status, page), overdue == "1");
        var (waiting, refusal) = mine == "1" ? await Mine(cursor, page, registry, cancellation)
            : await registry.As(page.Actor).ApplicationQueue(wanted, new PageRequest(MaxListed, cursor), cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var today = ShanghaiTime.DateOf(registry.Now);
        var rows = ImmutableArray.CreateBuilder<QueueRow>();
        foreach (var view in waiting!.Items.Where(DeskQueue.IsCase))
        {
            var limit = CaseLimits.Of(view);
            rows.Add(new QueueRow(view, await DeskQueue.NameOf(view, page, registry, cancellation), limit,
                limit is null ? 0 : WorkingDays.Left(today, limit.By, registry.Calendar)));
        }
        var counted = await Counted(page, registry, cancellation);
        return page.Show<Queue>(new QueueModel(
            rows.ToImmutable(), waiting.Next, Counts(counted), wanted, mine == "1", today, CaseSteps.Said(done))
        {
            States = States(counted),
            Asked = await OpinionPages.CountFor(page, registry, cancellation),
        });
    }

    /// <summary>
    /// Cases that are assigned to the reader, wherever they stand in the queue; the cursor is how many came before.
    /// </summary>
    private static async Task<Result<Page<ApplicationView>>> Mine(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var before = int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : 0;
        var (items, seen) = (ImmutableArray.CreateBuilder<ApplicationView>(), 0);
        await foreach (var view in DeskQueue.All(page, registry, null, cancellation))
        {
            if (view.AssignedTo != page.Account!.Id || seen++ < before) continue;
            if (items.Count == MaxListed)
                return new Page<ApplicationView>(
                    items.ToImmutable(), (before + MaxListed).ToString(CultureInfo.InvariantCulture));
            items.Add(view);
        }
        return new Page<ApplicationView>(items.ToImmutable(), null);
    }

    /// <summary>What waits for the reader's desk, counted.</summary>
    private static async Task<ImmutableArray<ApplicationCount>> Counted(
        PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        if ((await registry.As(page.Actor).Statistics(cancellation)).Value is not { } counted) return [];
        var waiting = StatesOf(page);
        return
        [
            .. counted.Applications.Where(
                one => waiting.Contains(one.Status) && Catalogue.Find(one.Service) is not null),
        ];
    }

    private static ImmutableArray<QueueCount> Counts(ImmutableArray<ApplicationCount> counted) =>
    [
        .. from one in counted
           group one by one.Service into service
           orderby service.Sum(one => one.Overdue) descending, service.Key
           select new QueueCount(service.Key, service.Sum(one => one.Count), service.Sum(one => one.Overdue)),
    ];

    private static ImmutableArray<QueueState> States(ImmutableArray<ApplicationCount> counted) =>
    [
        .. from one in counted
           group one by one.Status into state
           orderby state.Key
           select new QueueState(state.Key, state.Sum(one => one.Count)),
    ];

    private static ImmutableArray<ApplicationStatus> StatesOf(PageContext page) =>
        page.Actor.Is(Roles.Officer) ? QueueQuery.Open : RailQueues.WaitingFor(page.Actor);

    private static ApplicationStatus? StateOf(string? name, PageContext page) =>
        Enum.TryParse<ApplicationStatus>(name, out var state) && StatesOf(page).Contains(state) ? state : null;

    private static async Task<IResult> Next(PageContext page, Posted form, IRegistry registry)
    {
        var only = ServiceNames.Find(form["service"]);
        return await DeskQueue.TakeNext(page, form, registry, service: only) is not { } id ? Go.To("/desk?done=none")
            : Go.To(CasePage.PathOf(id) + (only is { } service ? "?service=" + ServiceNames.Of(service) : ""));
    }
}
