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
/// <param name="Choices">The possible answers, by their published names.</param>
/// <param name="Label">What people read.</param>
/// <param name="ChoiceLabels">The label of each choice.</param>
/// <param name="RequiredIf">When it must be given although it is not required: "field: values".</param>
/// <param name="Format">phone; left out where the type says enough.</param>
/// <param name="MaxLength">Longest text, inclusive; only for texts.</param>
/// <param name="Hint">How to fill it in.</param>
public sealed record FieldView(
    string Name, string Type, bool Required, ImmutableArray<string>? Choices, LocalText Label,
    ImmutableSortedDictionary<string, LocalText>? ChoiceLabels, string? RequiredIf, string? Format, int? MaxLength,
    LocalText? Hint)
{
    internal static FieldView Of(FieldLine field) => new(
        field.Name, field.Type, field.Required,
        field.Choices.IsEmpty ? null : [.. field.Choices.Select(choice => choice.Value)],
        field.Label,
        field.Choices.IsEmpty ? null : field.Choices.ToImmutableSortedDictionary(
            choice => choice.Value, choice => choice.Label, StringComparer.Ordinal),
        field.RequiredIf, field.IsPhone ? "phone" : null,
        field.Type == "string" && field.Choices.IsEmpty ? field.MaxLength : null, field.Hint);
}

/// <summary>One material.</summary>
/// <param name="Required">True when it must be handed in; with a condition, only where the condition is met.</param>
/// <param name="Condition">
/// "drivers": for the three kinds that drive, optional for others; "hasInspectionRecords", "hasCertificateRecords":
/// when the form says so, otherwise optional; "reason: ..." for these reasons of a rail renewal; "j7ByMechanic". Left
/// out: always.
/// </param>
public sealed record MaterialView(
    MaterialKind Kind,
    LocalText Names,
    ImmutableArray<string> Formats,
    long MaxBytes,
    bool Required,
    string? Condition)
{
    /// <summary>The condition again, under the name that fields use for it.</summary>
    public string? RequiredIf => Condition;
}

/// <summary>Limits of the authority, in working days; a target is its own promise, shorter than the limit.</summary>
/// <param name="AcceptWorkingDays">0: the service has no step of acceptance.</param>
/// <param name="DecideTargetWorkingDays">Rail: the promise for renewal and reissue (承诺时限).</param>
/// <param name="ReviewWorkingDays">Rail: the exam centre's report, from its receipt or from the exam passed.</param>
/// <param name="AnnounceWorkingDays">Rail: the announcement, from the decision.</param>
public sealed record LimitsView(
    int? AcceptTargetWorkingDays, int AcceptWorkingDays, int DecideWorkingDays, int? DecideTargetWorkingDays = null,
    int? ReviewWorkingDays = null, int? AnnounceWorkingDays = null);

/// <summary>One service, by the rules in force today (http.md 5). It has no limits where the law sets none.</summary>
public sealed record ServiceView(
    ServiceId Id, LocalText Names, string Subject, ImmutableArray<string> Kinds, string Applicant,
    WindowView? Window, ImmutableArray<FieldView> Fields, ImmutableArray<MaterialView> Materials, LimitsView? Limits,
    ImmutableArray<DeliveryWay> Delivery, ImmutableArray<string> Law)
{
    /// <summary>The legal nature of the act.</summary>
    public LocalText? Nature { get; init; }

    /// <summary>The text to read first.</summary>
    public NoticeTextView? Notice { get; init; }

    /// <summary>The texts to agree to.</summary>
    public ImmutableArray<ServiceAgreementView>? Agreements { get; init; }

    /// <summary>The steps of the applicant, in order.</summary>
    public ImmutableArray<LocalText>? Steps { get; init; }

    /// <summary>What costs money; with an amount only where a source gives one.</summary>
    public ImmutableArray<Fee>? Fees { get; init; }

    /// <summary>Where one can ask.</summary>
    public ImmutableArray<ContactView>? Contacts { get; init; }

    /// <summary>Frequent questions.</summary>
    public ImmutableArray<GuideQuestion>? Questions { get; init; }

    /// <summary>When the office is open; left out where no source says it.</summary>
    public LocalText? OfficeHours { get; init; }

    /// <summary>How often one must come in person; left out where no source says it.</summary>
    public int? Visits { get; init; }

    /// <summary>Names of fields, of their choices ("reason.lost"), and of materials.</summary>
    public ImmutableSortedDictionary<string, LocalText>? Labels { get; init; }

    /// <summary>Small sample pictures of materials.</summary>
    public ImmutableArray<SampleView>? Samples { get; init; }
}

/// <summary>The catalogue, made from the same objects by which filings are decided (http.md 5).</summary>
internal static class Services
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/services").WithTags("services").For(Access.Open);
        group.MapGet("/", List).WithName("listServices").WithSummary("Every service, by the rules in force today.");
        group.MapGet("/{serviceId}", Get).WithName("getService").WithSummary("One service.");
        api.MapGet("/samples/{kind}", Sample).WithTags("services").For(Access.Open).WithName("getSample")
            .WithSummary("A small picture of what a material should look like.")
            .Produces(StatusCodes.Status200OK, contentType: "image/svg+xml");
    }

    private static Reply<Listing<ServiceView>> List(IRegistry registry, Contacts contacts) =>
        new Listing<ServiceView>([.. Catalogue.All.Select(service => ViewOf(service, registry, contacts))], null);

    private static Reply<ServiceView> Get(string serviceId, IRegistry registry, Contacts contacts) =>
        ServiceNames.Find(serviceId) is { } id && Catalogue.Find(id) is { } service
            ? ViewOf(service, registry, contacts)
            : Refusals.NotFound();

    private static IResult Sample(string kind) =>
        Enum.GetValues<MaterialKind>().Where(one => one.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase))
            .Select(one => (MaterialKind?)one).FirstOrDefault() is { } known
            ? Results.Text(MaterialSample.SvgOf(known), "image/svg+xml")
            : new ApiProblem(Refusals.NotFound());

    private static RoadRules Rules(IRegistry registry) => registry.Rulebook.RoadAt(ShanghaiTime.DateOf(registry.Now));

    private static ServiceView ViewOf(Service s, IRegistry registry, Contacts contacts) =>
        (s.Subject == EntityKind.RailLicence
            ? RailServiceViews.Of(
                s, Fields(s), registry.RailRulebook, Rules(registry), ShanghaiTime.DateOf(registry.Now))
            : ViewOf(s, Rules(registry))).WithGuide(s, Rules(registry), contacts);

    private static ImmutableArray<FieldView> Fields(Service s) => [.. s.Fields.Select(FieldView.Of)];

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
