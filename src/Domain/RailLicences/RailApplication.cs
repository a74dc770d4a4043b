using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>Who employs a driver and reviews the applications: an enterprise, and its unit if there is one.</summary>
public sealed record EmployerLink(string EmployerKey, string? Unit = null)
{
    /// <summary>The enterprise or unit as a party: its accounts and the recipient of notices.</summary>
    [JsonIgnore]
    public PartyId Party => PartyId.OfEmployer(EmployerKey, Unit);
}

/// <summary>The status of the question to the police data source. Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<IdentityCheckState>))]
public enum IdentityCheckState
{
    /// <summary>Saved; it is asked when the source opens.</summary>
    Queued = 1,

    /// <summary>Asked; the answer is awaited.</summary>
    Asked = 2,

    /// <summary>The source knows this name under this number.</summary>
    Passed = 3,

    /// <summary>The source does not know this name under this number.</summary>
    Failed = 4,
}

/// <summary>The identity check of a new name (公安校验).</summary>
/// <param name="State">The status.</param>
/// <param name="DueAt">When it is asked: at once while the source is open, otherwise at its next opening; UTC.</param>
public sealed record IdentityCheck(IdentityCheckState State, DateTimeOffset DueAt);

/// <summary>
/// An application in the railway chain: employer, exam centre, administration, announcement (rules.md B.7).
/// </summary>
public sealed record RailApplication : IApplication
{
    /// <summary>The notice that the applicant agreed to; null: the client said nothing.</summary>
    public AgreedNotice? Agreed { get; init; }

    /// <summary>The career's key, a dot, and a number from 1.</summary>
    public required string Id { get; init; }

    /// <summary>The answers given; they say which service.</summary>
    public required RailForm Form { get; init; }

    /// <summary>The documents handed in, without those that are not asked for.</summary>
    public required ImmutableArray<Material> Materials { get; init; }

    /// <summary>How the licence is to be delivered; null when none is made.</summary>
    public DeliveryWay? Delivery { get; init; }

    /// <summary>To whom and where it goes; null: picked up by the driver, or posted before this was stored.</summary>
    public DeliveryAddress? DeliverTo { get; init; }

    /// <summary>The licence on its way; null: not yet, or nothing was recorded about it.</summary>
    public Consignment? Consignment { get; init; }

    /// <summary>The last time that the document came back from the post; null: it never came back.</summary>
    public ReturnedDelivery? Returned { get; init; }

    /// <summary>The account that handed it in.</summary>
    public required string SubmittedBy { get; init; }

    /// <summary>When it was handed in for the last time, UTC.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The status.</summary>
    public required ApplicationStatus Status { get; init; }

    /// <summary>The employer that reviews it; the new one when the employer changes.</summary>
    public required EmployerLink Reviewer { get; init; }

    /// <summary>The version of the rail rules by which it was accepted for filing.</summary>
    public required string RuleVersion { get; init; }

    /// <summary>
    /// The account to which it is assigned; null: nobody. It becomes null when the turn passes to another department.
    /// </summary>
    [System.Text.Json.Serialization.JsonPropertyName("claimedBy")]
    public string? AssignedTo { get; init; }

    /// <summary>
    /// For how long it is assigned; null: it is assigned to nobody, or was assigned before terms were introduced.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReviewerTerm? Term { get; init; }

    /// <summary>The identity check of a new name; null: the application has no new name.</summary>
    public IdentityCheck? IdentityCheck { get; init; }

    /// <summary>When the exam centre received it from the employer, UTC; the centre's limits begin then.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Last day for the acceptance of a first application or an upgrade, inclusive.</summary>
    public LegalDate? AcceptBy { get; init; }

    /// <summary>When the paper originals were found to be in order, UTC.</summary>
    public DateTimeOffset? OriginalsCheckedAt { get; init; }

    /// <summary>
    /// The exam point of its session that the centre appointed; null: the one in the form counts, or there is none yet.
    /// </summary>
    public string? PlaceId { get; init; }

    /// <summary>Marks of the theory exam, 0 to 100; null: not given.</summary>
    public int? TheoryPoints { get; init; }

    /// <summary>Marks of the practical exam, 0 to 100; null: not given.</summary>
    public int? PracticalPoints { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the theory exam was passed, UTC.</summary>
    public DateTimeOffset? TheoryPassedAt { get; init; }

    /// <summary>
    /// When the practical exam was passed, UTC; for first applications and upgrades the centre's limits begin then.
    /// </summary>
    public DateTimeOffset? PracticalPassedAt { get; init; }

    /// <summary>Last day for the centre's report, inclusive.</summary>
    public LegalDate? ReviewBy { get; init; }

    /// <summary>Last day that the office has promised (承诺时限), inclusive; it is a target and no limit.</summary>
    public LegalDate? PromisedBy { get; init; }

    /// <summary>When the centre reported to the administration, UTC.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>Last day for the decision, inclusive.</summary>
    public LegalDate? DecideBy { get; init; }

    /// <summary>When it was granted, refused or not accepted, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The number of the approval (批文号); null before.</summary>
    public string? ApprovalNumber { get; init; }

    /// <summary>Last day for the announcement, inclusive.</summary>
    public LegalDate? AnnounceBy { get; init; }

    /// <summary>When it was announced, UTC.</summary>
    public DateTimeOffset? AnnouncedAt { get; init; }

    /// <summary>When the licence was made, UTC.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>Why it was returned, refused or closed.</summary>
    public ImmutableArray<string> Reasons { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The limits whose passing is recorded.</summary>
    public RailLimits Missed { get; init; }

    /// <summary>The service.</summary>
    [JsonIgnore]
    public ServiceId Service => Form.Service;

    /// <summary>The exam point: appointed by the centre, or chosen in the form. Null: neither.</summary>
    [JsonIgnore]
    public string? ExamPlaceId => PlaceId ?? (Form as RailExamForm)?.ExamPlaceId;

    /// <summary>True for services with an exam.</summary>
    [JsonIgnore]
    public bool IsExam => Form is RailExamForm;

    /// <summary>True while a decision is still to come; a career has at most one such application.</summary>
    [JsonIgnore]
    public bool IsOpen => RailChain.Chain.IsOpen(this);

    /// <summary>True while somebody still has something to do for it.</summary>
    [JsonIgnore]
    public bool IsLive => RailChain.Chain.IsLive(this);

    /// <summary>The department's next legal limit; null: the law sets none (employer, exam).</summary>
    [JsonIgnore]
    public (RailLimits Limit, LegalDate By)? NextLimit =>
        RailChain.Chain.LimitOf(this) is var (limit, by) ? (RailChain.FlagOf(limit.Name), by) : null;

    DateOnly? IApplication.AcceptDay => AcceptBy?.Date;

    DateOnly? IApplication.DecisionDay => DecidedAt is { } at ? ShanghaiTime.DateOf(at) : DecideBy?.Date;

    DateOnly IApplication.UrgentBy => RailChain.Chain.UrgentBy(this);

    bool IApplication.IsProvisional => IsLive && (AcceptBy is { Provisional: true } || ReviewBy is { Provisional: true }
        || PromisedBy is { Provisional: true }
            || DecideBy is { Provisional: true }
            || AnnounceBy is { Provisional: true }
            || (IsOpen && Term is { LastDay.Provisional: true }));
}
