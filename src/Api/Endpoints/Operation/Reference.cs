using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Http.Repeats;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The last day of a period of working days; provisional when a calendar is not known yet.</summary>
public sealed record WorkingDayView(DateOnly Date, bool Provisional);

/// <summary>An identifier to be checked by its text alone. The colour is for plates.</summary>
public sealed record IdentifierRequest(IdentifierKind Kind, string? Value = null, string? Colour = null);

/// <summary>
/// The result of the check; the reason is one of EMPTY LENGTH CHARACTER CHECKSUM DATE PREFIX FORMAT COLOUR.
/// </summary>
public sealed record IdentifierView(
    bool Valid, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Normalized, ImmutableArray<string> Warnings);

/// <summary>What anybody may look up without an account (http.md 2).</summary>
internal static class Reference
{
    private const int MaxWorkingDays = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("")
            .WithTags("reference")
            .For(Access.Open)
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/working-days", WorkingDays).WithName("countWorkingDays")
            .WithSummary("The last day of a period of so many working days; the day it starts from is not counted.");
        group.MapPost("/identifiers/check", Check).WithMetadata(OnlyReads.Marker)
            .WithName("checkIdentifier")
            .WithSummary("Judges an identifier by its text.");
    }

    private static Reply<WorkingDayView> WorkingDays(string? from, string? count, IRegistry registry)
    {
        if (Paging.Date("from", from, out var start) is { } noDate) return noDate;
        if (Paging.Number("count", count, 0, MaxWorkingDays, out var days) is { } noCount) return noCount;
        if (start.Year > 9990)
            return Refusals.Malformed(BodyRefusals.Wrong("from")); // The calendar ends with year 9999.
        var last = registry.Calendar.Add(start, days);
        return new WorkingDayView(last.Date, last.Provisional);
    }

    private static Reply<IdentifierView> Check(CommandRequest<IdentifierRequest> request, IRegistry registry)
    {
        var body = request.Body;
        var check = IdentifierChecks.Check(body.Kind, body.Value, ShanghaiTime.DateOf(registry.Now), body.Colour);
        return new IdentifierView(check.Valid, check.Fault is { } fault
            ? NameOf(fault)
            : null, check.Normalized, check.Warnings);
    }

    private static string NameOf(IdentifierFault fault) =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(fault.ToString());
}
