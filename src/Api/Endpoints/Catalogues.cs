using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What everybody may look up without a token: services, working days, identifiers (http.md 2, 5).</summary>
public static class Catalogues
{
    private const int CountMost = 1000;

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var open = api.MapGroup("").WithTags("Catalogue");
        open.MapGet("/services", (IRegistry registry) => Show.Json(new { items = Catalogue.All.Select(s => ViewOf(s, RulesOf(registry))), next = (string?)null }))
            .Gives<PageView<ServiceView>>("The catalogue").Open();
        open.MapGet("/services/{id}", (string id, IRegistry registry) => ServiceNames.Find(id) is { } known
                ? Show.Json(ViewOf(Catalogue.Of(known), RulesOf(registry))) : Show.No(Refusals.NotFound()))
            .Gives<ServiceView>("One service: who, when, which materials, how long").Open();
        open.MapGet("/working-days", WorkingDays).Gives<WorkingDayView>("The day after so many working days; the first day does not count").Open();
        open.MapPost("/identifiers/check", Check).Takes<IdentifierRequest>().Gives<IdentifierView>("Judge a number by its standard").Open();
        open.MapGet("/announcements", () => Show.Json(new { items = Array.Empty<object>(), next = (string?)null }))
            .Says("Decisions that the law announces; none yet for road transport").Open();
    }

    /// <summary>A service of the catalogue.</summary>
    public sealed record ServiceView(
        ServiceId Id, LocalText Names, string Subject, ImmutableArray<CertificateKind> Kinds, string Applicant, WindowView? Window,
        ImmutableArray<FieldLine> Fields, IEnumerable<MaterialView> Materials, LimitsView Limits, ImmutableArray<DeliveryWay> Delivery,
        ImmutableArray<string> Law);

    /// <summary>When it may be applied for.</summary>
    public sealed record WindowView(int? OpensDaysBefore, int? ClosesDaysAfter, string RelativeTo, bool LateAccepted, bool RollsToWorkday);

    /// <summary>A material.</summary>
    public sealed record MaterialView(MaterialKind Kind, LocalText Names, ImmutableArray<string> Formats, long MaxBytes, bool Required, string? Condition);

    /// <summary>Limits in working days.</summary>
    public sealed record LimitsView(int AcceptWorkingDays, int DecideWorkingDays);

    /// <summary>A working day.</summary>
    public sealed record WorkingDayView(DateOnly Date, bool Provisional);

    /// <summary>A number to judge.</summary>
    public sealed record IdentifierRequest(string Kind, string? Value, string? Colour = null);

    /// <summary>The verdict.</summary>
    public sealed record IdentifierView(bool Valid, string? Reason, string? Normalized, ImmutableArray<string> Warnings);

    private static RoadRules RulesOf(IRegistry registry) => registry.Rulebook.RoadAt(ShanghaiTime.DateOf(registry.Now));

    private static ServiceView ViewOf(Service s, RoadRules rules) => new(
        s.Id, s.Names, "naturalPerson", s.Kinds, "holder", WindowOf(s.Id, rules), s.Fields,
        s.Materials.Select(line => new MaterialView(line.Kind, line.Names, ["png", "jpg"], rules.ImageMaxBytes,
            line.Need == MaterialNeed.Required, line.Need == MaterialNeed.Required ? null : "driverKinds")),
        new LimitsView(rules.AcceptWorkingDays, rules.DecideWorkingDays), s.Delivery, s.Law);

    private static WindowView? WindowOf(ServiceId id, RoadRules rules) => id switch
    {
        ServiceId.CertificateRenewal => new WindowView(
            rules.RenewalOpensDaysBefore, rules.RenewalLapseDaysAfter, "validTo", false, rules.RollToNextWorkday),
        ServiceId.CertificateAssessment => new WindowView(
            0, rules.AssessmentWindowDays, "cycleEnd", rules.LateAssessmentAccepted, rules.RollToNextWorkday),
        _ => null,
    };

    private static IResult WorkingDays(HttpContext http, IRegistry registry)
    {
        var query = http.Request.Query;
        if (!DateOnly.TryParseExact(query["from"], "yyyy-MM-dd", out var from) || from.Year is < 1900 or > 9000)
            return Show.No(BodyReading.Malformed("from", "应为日期，例如 2026-02-13。", "A date such as 2026-02-13."));
        if (!int.TryParse(query["count"], System.Globalization.NumberStyles.None, null, out var count) || count > CountMost)
            return Show.No(BodyReading.Malformed("count", $"应为 0 至 {CountMost}。", $"0 to {CountMost}."));
        var day = registry.Calendar.Add(from, count);
        return Show.Json(new WorkingDayView(day.Date, day.Provisional));
    }

    private static IResult Check(Body<IdentifierRequest> body, IRegistry registry)
    {
        if (body.Refusal is not null) return Show.No(body.Refusal);
        var asked = body.Value;
        if (!Enum.TryParse<IdentifierKind>(asked.Kind, ignoreCase: true, out var kind)
            || JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()) != asked.Kind)
            return Show.No(BodyReading.Malformed("kind", "没有该号码种类。", "There is no such kind of identifier."));
        var check = IdentifierChecks.Check(kind, asked.Value, ShanghaiTime.DateOf(registry.Now), asked.Colour);
        return Show.Json(new IdentifierView(check.Valid, check.Fault?.ToString().ToUpperInvariant(), check.Normalized, check.Warnings));
    }
}
