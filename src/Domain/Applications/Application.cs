using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// The life of an application (http.md 5; rules.md A.0). "Overdue" is not a status: it is read off the limits.
/// </summary>
[JsonConverter(typeof(CamelCaseNames<ApplicationStatus>))]
public enum ApplicationStatus
{
    /// <summary>Handed in, acceptance pending (已提交).</summary>
    Submitted = 1,

    /// <summary>The holder was asked, once, to complete it (补正).</summary>
    SupplementRequested = 2,

    /// <summary>Accepted for examination (已受理); no withdrawal any more.</summary>
    Accepted = 3,

    /// <summary>Not accepted (不予受理). Ended.</summary>
    NotAccepted = 4,

    /// <summary>Examined and granted (审核通过). Ended, unless a document is still to be delivered.</summary>
    Approved = 5,

    /// <summary>Examined and refused (审核不通过). Ended.</summary>
    Refused = 6,

    /// <summary>Withdrawn by the applicant before acceptance (已撤销). Ended.</summary>
    Withdrawn = 7,

    /// <summary>The new document is made and waits for pick-up or dispatch.</summary>
    AwaitingDelivery = 8,

    /// <summary>The document was handed over or posted (办结). Ended.</summary>
    Delivered = 9,

    /// <summary>Not picked up within the month (逾期未领). Ended.</summary>
    Uncollected = 10,

    /// <summary>
    /// Ended because the certificate itself was cancelled (rules.md H.11), or another application took its place.
    /// </summary>
    Closed = 11,

    /// <summary>Rail: at the employer for the first review (企业初审, rules.md B.7).</summary>
    EmployerReview = 21,

    /// <summary>Rail: returned by the employer (驳回); the driver may mend it and hand it in again.</summary>
    EmployerReturned = 22,

    /// <summary>Rail: at the exam centre (考试中心审核); first applications and upgrades wait for acceptance here.</summary>
    CentreReview = 23,

    /// <summary>Rail: reported to the administration (上报国家铁路局).</summary>
    Reported = 24,

    /// <summary>Rail: granted (准予许可); to be announced.</summary>
    Decided = 25,

    /// <summary>Rail: announced on the web (网上公告).</summary>
    Announced = 26,
}

/// <summary>How the new document reaches its holder (证件领取, rules.md A.0).</summary>
[JsonConverter(typeof(CamelCaseNames<DeliveryWay>))]
public enum DeliveryWay
{
    /// <summary>By post, cash on delivery (邮寄到付).</summary>
    Post = 1,

    /// <summary>Picked up by the holder within one month (自取).</summary>
    PickUp = 2,
}

/// <summary>One document handed in as one material.</summary>
public sealed record Material(MaterialKind Kind, string DocumentId);

/// <summary>What the officer asked the holder to add, once (补正, Administrative Licensing Law art. 32).</summary>
/// <param name="Materials">The materials asked for; may be empty when only the message counts.</param>
/// <param name="Message">What is missing or unclear, in the officer's words.</param>
/// <param name="RequestedAt">When it was asked, UTC.</param>
/// <param name="AnswerBy">Last day for the answer, inclusive.</param>
public sealed record Supplement(
    ImmutableArray<MaterialKind> Materials, string Message, DateTimeOffset RequestedAt, LegalDate AnswerBy);

/// <summary>
/// An application lives inside the entity that it would change, so that a decision and its effect are one commit
/// (design.md 2).
/// </summary>
public sealed record Application : IApplication
{
    /// <summary>
    /// The entity's key, a dot, and a number from 1: unique, and it says where the application lives.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>What is asked for.</summary>
    public required ServiceId Service { get; init; }

    /// <summary>The answers given in the service's form.</summary>
    public required ApplicationForm Form { get; init; }

    /// <summary>The documents handed in, in order.</summary>
    public required ImmutableArray<Material> Materials { get; init; }

    /// <summary>How the new document is to be delivered; null when the service makes none.</summary>
    public DeliveryWay? Delivery { get; init; }

    /// <summary>To whom and where it goes; null: picked up by the holder, or posted before this was kept.</summary>
    public DeliveryAddress? DeliverTo { get; init; }

    /// <summary>The document on its way; null: not yet, or nothing was said about it.</summary>
    public Consignment? Consignment { get; init; }

    /// <summary>The last time that the document came back from the post; null: it never came back.</summary>
    public ReturnedDelivery? Returned { get; init; }

    /// <summary>The account that handed it in.</summary>
    public required string SubmittedBy { get; init; }

    /// <summary>
    /// When it was handed in, UTC. The legal date of submission is this instant's date in Shanghai (G.3 #55).
    /// </summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The status.</summary>
    public required ApplicationStatus Status { get; init; }

    /// <summary>
    /// The day by which the authority has promised to accept it, inclusive (C-08); null: no promise besides the legal
    /// limit.
    /// </summary>
    public LegalDate? AcceptTargetBy { get; init; }

    /// <summary>Last day for acceptance, inclusive; restarts with the answer to a supplement (H.5).</summary>
    public required LegalDate AcceptBy { get; init; }

    /// <summary>Last day for the decision, inclusive; null before acceptance.</summary>
    public LegalDate? DecideBy { get; init; }

    /// <summary>What the holder was asked to add; null: never asked.</summary>
    public Supplement? Supplement { get; init; }

    /// <summary>When the holder answered the supplement, UTC; null: not yet.</summary>
    public DateTimeOffset? SupplementAnsweredAt { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>The notice that the applicant agreed to; null: the client said nothing.</summary>
    public AgreedNotice? Agreed { get; init; }

    /// <summary>How it was taken at the counter; null: the applicant handed it in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AtCounter? Counter { get; init; }

    /// <summary>When it was approved, refused or not accepted, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was not accepted, refused or closed; codes or the officer's words.</summary>
    public ImmutableArray<string> Reasons { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The officer's account to which it is assigned; null: nobody.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("claimedBy")]
    public string? AssignedTo { get; init; }

    /// <summary>
    /// For how long it is assigned; null: it is assigned to nobody, or was assigned before terms were introduced.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReviewerTerm? Term { get; init; }

    /// <summary>When the new document was ready, UTC; null: not yet.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>Last day for pick-up, inclusive; null when nothing waits for pick-up.</summary>
    public LegalDate? PickUpBy { get; init; }

    /// <summary>
    /// True where it was refused because a condition that held until the authority's limit was no longer met afterwards
    /// (H.16).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AuthorityLate { get; init; }

    /// <summary>True once the missed acceptance limit is on record.</summary>
    public bool AcceptanceMissed { get; init; }

    /// <summary>True once the missed decision limit is on record.</summary>
    public bool DecisionMissed { get; init; }

    /// <summary>The assessment cycle that it is about; null for other services.</summary>
    public int? Cycle { get; init; }

    /// <summary>True for an assessment that was handed in after its window (rules.md A.3, Late).</summary>
    public bool Late { get; init; }

    /// <summary>The grade given; null before approval and for other services.</summary>
    public Grade? Grade { get; init; }

    /// <summary>An application as it begins, handed in now by the context's actor.</summary>
    public static Application HandedIn(
        IApplicationSubject subject, Service service, Apply apply, DeliveryAddress onRecord, Context context) =>
        new()
        {
            Id = ApplicationId.Write(subject.Key, subject.ApplicationCount + 1),
            Service = service.Id,
            Form = apply.Form,
            Materials = apply.Materials.IsDefault ? [] : apply.Materials,
            Agreed = apply.Agreed,
            Delivery = service.Delivers ? apply.Delivery ?? DeliveryWay.PickUp : null,
            DeliverTo = service.Delivers ? Deliveries.Of(apply, onRecord) : null,
            SubmittedBy = context.Actor.AccountId,
            SubmittedAt = context.Now,
            Status = ApplicationStatus.Submitted,
            AcceptTargetBy = ApplicationLimits.AcceptTargetBy(service.Id, context.Now, context.Road, context.Calendar),
            AcceptBy = ApplicationLimits.AcceptBy(context.Now, context.Road, context.Calendar),
        };

    /// <summary>True while a decision is still to come; an entity has at most one such of each service.</summary>
    [JsonIgnore]
    public bool IsOpen => RoadChain.Chain.IsOpen(this);

    /// <summary>True while the entity must remember it: open, or a document is still to be delivered.</summary>
    [JsonIgnore]
    public bool IsLive => RoadChain.Chain.IsLive(this);

    DateOnly? IApplication.AcceptDay => AcceptBy.Date;

    DateOnly? IApplication.DecisionDay => DecideBy?.Date;

    DateOnly IApplication.UrgentBy => RoadChain.Chain.UrgentBy(this);

    bool IApplication.IsProvisional => IsLive
        && ((AcceptedAt is null && AcceptBy.Provisional) || DecideBy is { Provisional: true }
            || Supplement is { AnswerBy.Provisional: true } || PickUpBy is { Provisional: true }
            || (IsOpen && Term is { LastDay.Provisional: true }));
}
