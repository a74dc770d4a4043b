using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Admin;

/// <summary>The legal clock, which stands until it is moved.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Now">The legal clock, UTC.</param>
/// <param name="Moved">True: it was moved just now.</param>
public sealed record ClockModel(FormState Form, DateTimeOffset Now, bool Moved = false);

/// <summary>
/// /admin/clock, for trying things out: moves the legal clock forward, and carries out everything that becomes due
/// before the page answers. The page exists only if the clock was set (Development).
/// </summary>
internal static class ClockPage
{
    public const string Path = "/admin/clock";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.Administrator);
        pages.MapGet(Path, (PageContext page, IRegistry registry) => page.Show<ClockView>(
            new ClockModel(FormState.New(
                ("day", Dates.Iso(ShanghaiTime.DateOf(registry.Now))), ("time", TimeOf(registry.Now))), registry.Now)))
            .For(access);
        pages.MapPost(Path, Move).For(access);
    }

    private static async Task<IResult> Move(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var refusal = Read(form) is { } to ? await registry.Operations.MoveClock(to, cancellation)
            : Refusals.Malformed(Refusals.Fault("day", "请填写日期和时间，如 2026-02-12 和 09:00。",
                "Fill in a date and a time, such as 2026-02-12 and 09:00."));
        return refusal is null
            ? page.Show<ClockView>(new ClockModel(FormState.With(form), registry.Now, Moved: true))
            : page.Again<ClockView>(new ClockModel(FormState.Again(form, refusal), registry.Now), refusal);
    }

    private static DateTimeOffset? Read(Posted form) =>
        Dates.Read(form.Text("day")) is { } day && TimeOnly.TryParseExact(
            form["time"], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? ShanghaiTime.StartOf(day) + time.ToTimeSpan() : null;

    private static string TimeOf(DateTimeOffset at) =>
        ShanghaiTime.ToLocal(at).ToString("HH:mm", CultureInfo.InvariantCulture);
}
