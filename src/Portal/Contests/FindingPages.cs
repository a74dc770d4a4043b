using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Contests;

/// <summary>
/// What officers recorded at the roadside, for each of its readers: the list, a record with its pictures, the slip for
/// the driver, and the way to object.
/// </summary>
internal static class FindingPages
{
    private const int MaxListed = 50;

    /// <summary>A record's pages, for each of its readers.</summary>
    public static IEnumerable<RecordKind> Kinds => FindingPlace.All.Select(place =>
        new RecordKind(place.Path, place.For, asked => Read(place, asked), []) { HasDocuments = true });

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var place in FindingPlace.All)
            pages.MapGet(place.Path,
                (string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation) =>
                    List(place, cursor, page, registry, cancellation)).For(PageAccess.Of(place.For));
    }

    private static async Task<IResult> List(
        FindingPlace place, string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (reads, wanted) = (registry.As(page.Actor), new PageRequest(MaxListed, cursor));
        var (found, refusal) = place.For == Roles.Officer
            ? await reads.FindingQueue(wanted, cancellation) : await reads.OwnFindings(wanted, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var today = ShanghaiTime.DateOf(registry.Now);
        return page.Show<ListView>(new ListModel(
            FindingPlace.Section, FindingPlace.Name, LeadOf(place),
            [
                new(FindingPlace.Name,
                    [.. found!.Items.OrderByDescending(one => one.At).Select(one => RowOf(one, place, today))],
                    new("没有路检记录。", "There is none.")),
            ],
            place == FindingPlace.Road ? [(new("记录发现的问题", "Record a finding"), NewFindingPage.Path)]
                : place.Objects ? [(new("我的异议", "What I objected to"), ObjectionPages.BaseOf(page))] : [],
            found.Next is { } next ? $"{place.Path}?cursor={Uri.EscapeDataString(next)}" : null));
    }

    private static LocalText LeadOf(FindingPlace place) => place.Objects
        ? new("执法人员在路检中记录的情况。记录本身不改变证件的效力；有异议的可以提出，机关在 15 个工作日内答复。",
            "What officers recorded at the roadside. It changes no certificate by itself; object to what is wrong, and "
            + "the authority answers within 15 working days.")
        : new("记录本身不改变证件的效力；承运人和驾驶员收到通知，可以提出异议。",
            "It changes no certificate by itself; carrier and drivers are notified and may object.");

    private static ListRow RowOf(FindingView one, FindingPlace place, DateOnly today)
    {
        var (what, plate, at) = (FindingWords.Of(one.Finding), one.Plate ?? "", Dates.Moment(one.At, today));
        return new ListRow(
            new($"{what.Zh} {plate}".TrimEnd(), $"{Capital(what.En)} {plate}".TrimEnd()), $"{place.Path}/{one.Id}",
            new($"{at.Zh} · {one.Note}", $"{at.En} · {one.Note}"));
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static async Task<Result<RecordModel>> Read(FindingPlace place, RecordAsked asked)
    {
        var (shown, refusal) = await asked.Reads.Finding(asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var (view, today) = (shown!.View, ShanghaiTime.DateOf(asked.Registry.Now));
        var what = FindingWords.Of(view.Finding);
        return new RecordModel
        {
            Section = FindingPlace.Section, Path = $"{place.Path}/{view.Id}", Back = place.Path,
            BackName = FindingPlace.Name, Today = today, Title = new(what.Zh, Capital(what.En)),
            Said = asked.Page.Http.Request.Query.ContainsKey("new")
                ? new("已记录，承运人和驾驶员会收到通知；请把告知单交给驾驶员", "recorded; carrier and drivers are notified. "
                    + "Give the driver the slip") : null,
            Facts =
            [
                RecordFact.Of("编号", "Number", view.Id),
                new(new("号牌", "Plate"),
                    view.Plate is { } plate ? RecordFact.Same(plate) : new("未记录", "not recorded")),
                RecordFact.Of("执法人员的说明", "In the officer's words", view.Note),
                new(new("记录时间", "Recorded"), Dates.Moment(view.At, today)),
                RecordFact.Of("承运人", "Carrier", view.Carrier?.Name ?? ""), .. SubjectOf(view, asked.Page),
                new(new("管辖机关", "Authority"), Authorities.Of(view.Authority)),
            ],
            Sheet = $"{place.Path}/{view.Id}/slip", SheetName = new("告知单：", "Slip for the driver: "),
            Documents = view.DocumentIds,
            Buttons = place.Objects
                ? [(new("对记录有异议", "Object to it"), $"{ObjectionPages.BaseOf(asked.Page)}?about={view.Id}")] : [],
        };
    }

    private static ImmutableArray<RecordFact> SubjectOf(FindingView view, PageContext page)
    {
        if (view.About is not { } about) return [];
        var (name, path) = AboutWhat.Of(about, page);
        return [new(new("检查的证件", "What was checked"), name, path)];
    }
}
