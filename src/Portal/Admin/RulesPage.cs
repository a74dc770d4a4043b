using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Admin;

/// <summary>A day that a new calendar turns into a working day, or into a day off.</summary>
/// <param name="On">The day.</param>
/// <param name="Works">True: it becomes a working day.</param>
public sealed record ChangedDay(DateOnly On, bool Works);

/// <summary>The rules in use and the working days.</summary>
/// <param name="Version">Of the rules.</param>
/// <param name="Years">The calendar years that are loaded.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Today">The legal date.</param>
public sealed record RulesModel(string Version, ImmutableArray<int> Years, FormState Form, DateOnly Today)
{
    /// <summary>The days that a calendar would change; default: none was looked at.</summary>
    public ImmutableArray<ChangedDay>? Changes { get; init; }

    /// <summary>How many entities would get another limit or deadline; null: no calendar was looked at.</summary>
    public long? Moves { get; init; }

    /// <summary>The same of the rules in the data folder; null: nothing was looked at.</summary>
    public long? RulesMove { get; init; }

    /// <summary>What was just done; null: nothing.</summary>
    public LocalText? Said { get; init; }
}

/// <summary>
/// /admin/rules: the rules are read again from the data folder, and calendar years are loaded, both after a look at
/// what they move: every limit follows.
/// </summary>
internal static class RulesPage
{
    private const string Path = "/admin/rules";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.Administrator);
        pages.MapGet(Path, (PageContext page, IRegistry registry) =>
            page.Show<RulesView>(ModelOf(registry, FormState.New()))).For(access);
        pages.MapPost(Path + "/preview", Preview).For(access);
        pages.MapPost(Path, Do).For(access with { NeedsProof = true });
    }

    private static async Task<IResult> Preview(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (form["step"] == "rules")
        {
            var (rules, wrong) = await registry.Operations.ReloadRules(dryRun: true, cancellation);
            return wrong is not null ? Again(page, form, registry, wrong)
                : page.Show<RulesView>(ModelOf(registry, FormState.New()) with { RulesMove = rules.Moved });
        }
        var text = Encoding.UTF8.GetBytes(form.Block("calendar"));
        var (moves, refusal) = await registry.Operations.LoadCalendar(text, dryRun: true, cancellation);
        if (refusal is not null) return Again(page, form, registry, refusal);
        var newer = ((RulebookLoad<WorkingCalendar>.Loaded)WorkingCalendar.Parse(text)).Rulebook;
        return page.Show<RulesView>(ModelOf(registry, FormState.With(form)) with
        {
            Changes = Changed(registry.Calendar, newer),
            Moves = moves.Moved,
        });
    }

    private static async Task<IResult> Do(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var ((moved, complete), refusal) = form["step"] switch
        {
            "reload" => await registry.Operations.ReloadRules(dryRun: false, cancellation),
            "load" => await registry.Operations.LoadCalendar(
                Encoding.UTF8.GetBytes(form.Block("calendar")), dryRun: false, cancellation),
            _ => Refusals.NotFound(),
        };
        if (refusal is not null) return Again(page, form, registry, refusal);
        return page.Show<RulesView>(ModelOf(registry, FormState.New()) with
        {
            Said = complete
                ? new($"已生效；{moved} 项的期限随之变动", $"In force; limits of {moved} have moved")
                : new($"已生效；已有 {moved} 项的期限变动，其余正在重新计算",
                    $"In force; limits of {moved} have moved, the others are being counted"),
        });
    }

    private static PageResult Again(PageContext page, Posted form, IRegistry registry, Refusal refusal) =>
        page.Again<RulesView>(ModelOf(registry, FormState.Again(form, refusal)), refusal);

    private static RulesModel ModelOf(IRegistry registry, FormState form) => new(
        registry.Rulebook.Version, registry.Operations.CalendarYears, form, ShanghaiTime.DateOf(registry.Now));

    /// <summary>
    /// Days of the given years that change; for a year that was not loaded, weekends counted as days off.
    /// </summary>
    private static ImmutableArray<ChangedDay> Changed(WorkingCalendar now, WorkingCalendar newer)
    {
        var after = now.With(newer);
        return
        [
            .. from year in newer.Years
               from number in Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
               let day = new DateOnly(year, 1, 1).AddDays(number)
               where now.IsWorkday(day) != after.IsWorkday(day)
               select new ChangedDay(day, after.IsWorkday(day)),
        ];
    }
}
