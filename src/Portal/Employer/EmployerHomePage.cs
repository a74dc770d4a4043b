using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Desk;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Employer;

/// <summary>
/// GET /employer: what waits for the first review, reports that are due with their countdown, and drivers whose licence
/// ends soon. GET /employer/drivers: all of them.
/// </summary>
internal static class EmployerHomePage
{
    private const int MaxListed = 200;
    private const int SoonDays = 90;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/employer", Show).For(PageAccess.Of(Roles.Employer));
        pages.MapGet("/employer/drivers", Drivers).For(PageAccess.Of(Roles.Employer));
    }

    private static async Task<IResult> Show(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var today = ShanghaiTime.DateOf(registry.Now);
        var waiting = ImmutableArray.CreateBuilder<ListRow>();
        var some = await DeskQueue.Some(page, registry, null, cursor, cancellation);
        foreach (var view in some.Items)
            waiting.Add(await Waiting(view, page, registry, today, cancellation));
        var drivers = (await reads.OwnRailLicences(new PageRequest(MaxListed), cancellation)).Value?.Items ?? [];
        var own = await reads.OwnEmployers(cancellation);
        return page.Show<ListView>(new ListModel(
            Section.Queue, own is [var one, ..] ? new(one.Name, one.Name) : new("企业", "Enterprise"),
            CaseSteps.Said(page.Http.Request.Query["done"]),
            [
                new(new("等待初审", "Waiting for the first review"), waiting.ToImmutable(),
                    new("没有等待初审的申请。", "Nothing waits for your review.")),
                new(new("须报告的情形（30 日内）", "Reports that are due, within 30 days"),
                    Reports(drivers, today), new("没有须报告的情形。", "No report is due.")),
                new(new("90 日内到期的驾驶证", "Licences that end within 90 days"),
                    [.. drivers.Where(d => d.ValidTo <= today.AddDays(SoonDays)).OrderBy(d => d.ValidTo).Select(RowOf)],
                    new("90 日内没有到期的驾驶证。", "None ends within 90 days.")),
            ],
            [
                .. own.Select(enterprise => (new LocalText("企业、单位和来函", "Enterprise, units and letters"),
                    "/employer/enterprise/" + enterprise.Id)),
            ], some.Next is { } next ? "/employer?cursor=" + Uri.EscapeDataString(next) : null));
    }

    private static async Task<ListRow> Waiting(
        ApplicationView view, PageContext page, IRegistry registry, DateOnly today, CancellationToken cancellation)
    {
        var name = await DeskQueue.NameOf(view, page, registry, cancellation);
        var service = ServiceTitles.Of(view.Service);
        return new ListRow(new($"{service.Zh} · {name}", $"{service.En} · {name}"),
            CaseDesk.OfEmployers.PathOf(view.Id), new($"提交于 {Dates.Moment(view.SubmittedAt, today, false)}",
                $"handed in {Dates.Moment(view.SubmittedAt, today, true)}"), Statuses.Of(view.Status));
    }

    private static ImmutableArray<ListRow> Reports(
        ImmutableArray<RailLicenceView> drivers, DateOnly today) =>
    [
        .. from driver in drivers
           from finding in driver.Findings
           where finding.ReportedOn is null
           orderby finding.ReportBy
           let left = finding.ReportBy.DayNumber - today.DayNumber // Calendar days (B.8).
           let ground = ValueNames.Of(finding.Ground)
           select new ListRow(new($"{driver.Holder.Name} · {ground.Zh}", $"{driver.Holder.Name} · {ground.En}"),
               "/employer/drivers/" + driver.Id, new($"{Dates.Day(finding.ReportBy, false)}前报告",
                   $"to be reported by {Dates.Day(finding.ReportBy, true)}"),
               WorkingDays.CalendarWords(left), WorkingDays.LookOf(left)),
    ];

    private static async Task<IResult> Drivers(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (drivers, refusal) = await reads.OwnRailLicences(new PageRequest(50, cursor), cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var own = await reads.OwnEmployers(cancellation);
        return page.Show<ListView>(new ListModel(
            Section.RailDrivers, new("驾驶人员", "Drivers"), null,
            [
                new(new("关联的驾驶人员", "Drivers that are linked"), [.. drivers!.Items.Select(RowOf)],
                    new("先关联驾驶人员，再为他们初审。", "Link drivers first; then you review for them.")),
            ],
            [
                .. own.Select(enterprise => (new LocalText("关联驾驶人员", "Ask a driver"),
                    $"/employer/enterprise/{enterprise.Id}/ask")),
            ], drivers.Next is { } next ? "/employer/drivers?cursor=" + Uri.EscapeDataString(next) : null));
    }

    private static ListRow RowOf(RailLicenceView driver) => OfDriver(driver, "/employer/drivers/");

    /// <summary>A railway driver in a line.</summary>
    public static ListRow OfDriver(RailLicenceView driver, string path) => new(
        new(driver.Holder.Name, driver.Holder.Name), path + driver.Id, driver.ValidTo is { } to
            ? new($"{driver.LicenceNumber} · {ClassesOf(driver)} · 有效至 {Dates.Day(to).Zh}",
                $"{driver.LicenceNumber} · {ClassesOf(driver)} · until {Dates.Day(to).En}")
            : new("", ""), ValueNames.Of(driver.Status),
        driver.Status == RailLicenceStatus.Valid ? "good" : driver.Status == RailLicenceStatus.None ? "ask" : "bad");

    private static string ClassesOf(RailLicenceView driver) =>
        string.Join(' ', driver.Classes.Select(one => one.Class));
}
