using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>One field of a form.</summary>
public sealed record FieldView(string Name, string Type, bool Required, ImmutableArray<string>? Choices);

/// <summary>One material.</summary>
/// <param name="Required">True when it must be handed in; with a condition, only where the condition holds.</param>
/// <param name="Condition">
/// "drivers": for the three kinds that drive, others may; "hasInspectionRecords", "hasCertificateRecords": when the
/// form says so, else it may; "reason: ..." for these reasons of a rail renewal; "j7ByMechanic". Not there: always.
/// </param>
public sealed record MaterialView(
    MaterialKind Kind,
    LocalText Names,
    ImmutableArray<string> Formats,
    long MaxBytes,
    bool Required,
    string? Condition);

/// <summary>Limits of the authority, in working days; a target is its own promise within the limit.</summary>
/// <param name="AcceptWorkingDays">0: the service has no step of acceptance.</param>
/// <param name="DecideTargetWorkingDays">Rail: the promise for renewal and reissue (承诺时限).</param>
/// <param name="ReviewWorkingDays">Rail: the exam centre's report, from its receipt or from the exam passed.</param>
/// <param name="AnnounceWorkingDays">Rail: the announcement, from the decision.</param>
public sealed record LimitsView(
    int? AcceptTargetWorkingDays, int AcceptWorkingDays, int DecideWorkingDays, int? DecideTargetWorkingDays = null,
    int? ReviewWorkingDays = null, int? AnnounceWorkingDays = null);

/// <summary>
/// One service, by the rules in force today (http.md 5). Without limits where the law sets the authority none.
/// </summary>
public sealed record ServiceView(
    ServiceId Id, LocalText Names, string Subject, ImmutableArray<string> Kinds, string Applicant,
    WindowView? Window, ImmutableArray<FieldView> Fields, ImmutableArray<MaterialView> Materials, LimitsView? Limits,
    ImmutableArray<DeliveryWay> Delivery, ImmutableArray<string> Law);

/// <summary>The catalogue, put together from the same objects that decide (http.md 5).</summary>
internal static class Services
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/services").WithTags("services").For(Access.Open);
        group.MapGet("/", List).WithName("listServices").WithSummary("Every service, by the rules in force today.");
        group.MapGet("/{serviceId}", Get).WithName("getService").WithSummary("One service.");
    }

    private static Reply<Listing<ServiceView>> List(IRegistry registry) =>
        new Listing<ServiceView>([.. Catalogue.All.Select(service => ViewOf(service, registry))], null);

    private static Reply<ServiceView> Get(string serviceId, IRegistry registry) =>
        ServiceNames.Find(serviceId) is { } id && Catalogue.Find(id) is { } service ? ViewOf(service, registry)
            : Refusals.NotFound();

    private static RoadRules Rules(IRegistry registry) => registry.Rulebook.RoadAt(ShanghaiTime.DateOf(registry.Now));

    private static ServiceView ViewOf(Service s, IRegistry registry) =>
        s.Subject == EntityKind.RailLicence
            ? RailServiceViews.Of(
                s, Fields(s), registry.RailRulebook, Rules(registry), ShanghaiTime.DateOf(registry.Now))
            : ViewOf(s, Rules(registry));

    private static ImmutableArray<FieldView> Fields(Service s) =>
        [.. s.Fields.Select(f => new FieldView(f.Name, f.Type, f.Required, f.Choices.Length == 0 ? null : f.Choices))];

    private static ServiceView ViewOf(Service s, RoadRules rules) => new(
        s.Id,
        s.Names,
        EntityId.NameOf(s.Subject),
        s.Kinds,
        s.Subject is EntityKind.Vehicle or EntityKind.Trip ? "operator" : "holder",
        WindowView.Of(s.Id, rules),
        Fields(s),
        [
            .. s.Materials.Select(line => new MaterialView(
                line.Kind,
                line.Names,
                ["png", "jpg"],
                rules.ImageMaxBytes,
                line.Need != MaterialNeed.Optional,
                ConditionOf(line.Need))),
        ],
        s.Subject == EntityKind.Trip ? null
        : s.Subject == EntityKind.Identity ? new LimitsView(null, 0, rules.IdentityDecideWorkingDays)
        : new LimitsView(s.Id == ServiceId.VehicleAnnualReview ? rules.ReviewAcceptTargetWorkingDays : null,
            rules.AcceptWorkingDays, rules.DecideWorkingDays),
        s.Delivery,
        s.Law);

    private static string? ConditionOf(MaterialNeed need) => need switch
    {
        MaterialNeed.RequiredOfDrivers => "drivers",
        MaterialNeed.RequiredWithInspectionRecords => "hasInspectionRecords",
        MaterialNeed.RequiredWithCertificateRecords => "hasCertificateRecords",
        _ => null,
    };
}
