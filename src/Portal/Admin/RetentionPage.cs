using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Retention;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Admin;

/// <summary>
/// /admin/retention: how long data of each kind is kept, by what law, and what was erased (decisions 7).
/// </summary>
internal static class RetentionPage
{
    private const string Path = "/admin/retention";

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet(Path, Show).For(PageAccess.Of(Roles.Administrator | Roles.Auditor));

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (runs, today) = (await registry.Operations.Retained(cancellation), ShanghaiTime.DateOf(registry.Now));
        return page.Show<ListView>(new ListModel(
            Section.Retention, new("保存期限", "How long data is kept"),
            new("到期的数据由系统自动删除，每天一次。", "What is over is erased by the registry itself, once a day."),
            [
                new(new("按种类", "By kind"),
                    [.. RetentionTable.All.Select(rule => RowOf(rule, runs?.Of(rule.Kind), today))], new("", "")),
            ], []));
    }

    private static ListRow RowOf(RetentionRule rule, RetentionRun? run, DateOnly today)
    {
        var (zh, en) = (Ran(run, today, english: false), Ran(run, today, english: true));
        return new ListRow(rule.Name, null,
            new($"起算：{rule.From.Zh} · {rule.Law.Zh}{zh}", $"From: {rule.From.En} · {rule.Law.En}{en}"),
            TimeOf(rule), rule.IsKept ? "good" : "now");
    }

    private static string Ran(RetentionRun? run, DateOnly today, bool english)
    {
        if (run is null) return "";
        var (at, erased, inAll) = (Dates.Moment(run.At, today, english), Text(run.Erased), Text(run.ErasedInAll));
        return english ? $" · last on {at}: {erased} erased, {inAll} in all" : $" · 上次 {at} 删除 {erased} 件，累计 {inAll} 件";
    }

    private static LocalText TimeOf(RetentionRule rule) => rule switch
    {
        { IsKept: true } => new("长期", "Kept"),
        { Years: > 0 and var years } => new($"{years} 年", years == 1 ? "1 year" : $"{years} years"),
        { Days: > 0 and var days } => new($"{days} 日", days == 1 ? "1 day" : $"{days} days"),
        _ => new("不保存", "Not kept"),
    };

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
