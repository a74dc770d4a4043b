using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Public;

/// <summary>The tools, with what was typed and the results.</summary>
/// <param name="From">The typed first day; empty: nothing was asked.</param>
/// <param name="Count">The typed number of working days.</param>
/// <param name="Days">The days of the period, drawn; null: nothing to draw.</param>
/// <param name="Fault">What cannot be read; null: everything can.</param>
/// <param name="Number">The form of the number check.</param>
/// <param name="Check">The result of the number check; null: nothing was asked.</param>
public sealed record ToolsModel(
    string From, string Count, PeriodDrawing? Days, LocalText? Fault, FormState Number, IdentifierCheck? Check);

/// <summary>GET /tools: working days, drawn; and whether a number is possible.</summary>
internal static class ToolsPage
{
    private const int MaxCount = 60;
    private const int MaxNumber = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/tools", Show).For(PageAccess.Open);
        pages.MapPost("/tools", CheckNumber).For(PageAccess.Open);
    }

    private static IResult Show(string? from, string? count, PageContext page, IRegistry registry)
    {
        var (start, days, fault) = Read(from, count);
        var drawn = start is { } first ? PeriodDrawing.Of(first, days, registry.Calendar) : null;
        var today = Dates.Iso(ShanghaiTime.DateOf(registry.Now));
        return page.Show<Tools>(from is null
            ? new ToolsModel(today, "3", null, null, FormState.New(), null)
            : new ToolsModel(from, count ?? "", drawn, fault, FormState.New(), null));
    }

    /// <summary>Posted and not in the address: the number may be a person's.</summary>
    private static IResult CheckNumber(PageContext page, Posted form, IRegistry registry)
    {
        var today = ShanghaiTime.DateOf(registry.Now);
        var number = form["number"];
        var kind = Enum.TryParse<IdentifierKind>(form["kind"], out var known) && Enum.IsDefined(known)
            ? known : IdentifierKind.CitizenId;
        var check = IdentifierChecks.Check(kind, number.Length > MaxNumber ? number[..MaxNumber] : number, today);
        return page.Show<Tools>(new ToolsModel(
            Dates.Iso(today), "3", null, null, FormState.With(form), check));
    }

    private static (DateOnly? From, int Count, LocalText? Fault) Read(string? from, string? count)
    {
        if (Dates.Read(from) is not { Year: > 1950 } start)
            return (null, 0, new LocalText("请填写日期，例如 2026-02-28。", "Fill in a date, such as 2026-02-28."));
        return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= MaxCount
            ? (start, days, null)
            : (null, 0, new LocalText($"请填写 0 至 {MaxCount} 的整数。", $"Fill in a whole number from 0 to {MaxCount}."));
    }
}
