using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Views;

/// <summary>What the holder was asked to add.</summary>
public sealed record SupplementView(
    ImmutableArray<Documents.MaterialKind> Materials, string Message, DateOnly AnswerBy, DateTimeOffset? AnsweredAt);

/// <summary>A document as it was handed in with an application.</summary>
/// <param name="Kind">The kind of material.</param>
/// <param name="DocumentId">The document.</param>
public sealed record HandedIn(Documents.MaterialKind Kind, string DocumentId)
{
    /// <summary>
    /// The accounts that opened the document for their work, by the audit, the first of them first. Only for the desk
    /// that decides, and only where a single application is shown.
    /// </summary>
    public ImmutableArray<string>? SeenBy { get; init; }

    internal static ImmutableArray<HandedIn> Of(ImmutableArray<Material> materials) =>
        [.. materials.Select(material => new HandedIn(material.Kind, material.DocumentId))];
}

/// <summary>
/// Who applied, for the officer in charge alone: a person with the
/// number unmasked, or an operator with its credit code.
/// </summary>
public sealed record ApplicantView(string Id, string Name, PersonalData IdentityNumber);

/// <summary>
/// An application as its applicant and its desks see it (http.md 3, 4), road or rail. Dates are last days, inclusive;
/// members that a chain does not have are left out.
/// </summary>
public sealed record ApplicationView(
    string Id, string? CertificateId, string? VehicleId, ServiceId Service, ApplicationStatus Status, string Authority,
    ApplicationForm? Form, ImmutableArray<HandedIn> Materials, DeliveryView? Delivery, DateTimeOffset SubmittedAt,
    DateOnly? AcceptTargetBy,
    DateOnly? AcceptBy,
    DateOnly? DecideBy,
    bool Overdue,
    bool Provisional,
    SupplementView? Supplement,
    DateTimeOffset? AcceptedAt, DateTimeOffset? DecidedAt, ImmutableArray<string> Reasons,
    [property: System.Text.Json.Serialization.JsonPropertyName("claimedBy")] string? AssignedTo,
    DateTimeOffset? ReadyAt, DateOnly? PickUpBy, int? Cycle, bool Late, Grade? Grade)
{
    /// <summary>Who applied; null for everybody but the officer in charge.</summary>
    public ApplicantView? Applicant { get; init; }

    /// <summary>
    /// The last day, inclusive, on which it stays with that officer while it is not decided. Left out where it is
    /// assigned to nobody, or was assigned before terms were introduced.
    /// </summary>
    public DateOnly? ClaimedUntil { get; init; }

    /// <summary>
    /// True where it was refused because a condition that held until the authority's limit was no longer met
    /// afterwards: the same materials may be handed in again (H.16).
    /// </summary>
    public bool AuthorityLate { get; init; }

    /// <summary>The name of who applied, only in a desk's queue.</summary>
    public string? ApplicantName { get; init; }

    /// <summary>
    /// The place in its authority's queue, from 1; 1000 means 1000 or later. Only where a single open application of
    /// the road is shown.
    /// </summary>
    public long? Position { get; init; }

    /// <summary>
    /// How it was taken at the counter, for the desk that decides; left out where the applicant handed it in.
    /// </summary>
    public AtCounter? Counter { get; init; }

    /// <summary>Whom to ask about it; left out where no office decides.</summary>
    public HandlerView? Handler { get; init; }

    /// <summary>The notice that the applicant agreed to; left out where the client said nothing.</summary>
    public AgreedNotice? Agreed { get; init; }

    /// <summary>Hints while it is open; they refuse nothing. Left out when there are none.</summary>
    public ImmutableArray<Filings.Hint>? Hints { get; init; }

    /// <summary>Rail: the driver's career.</summary>
    public string? RailLicenceId { get; init; }

    /// <summary>Rail: what the chain from the employer to the announcement adds.</summary>
    public RailChainView? Rail { get; init; }

    /// <summary>Binding of identity: the working data of its desk; left out for the filer.</summary>
    public BindingDeskView? Identity { get; init; }

    /// <summary>
    /// The view for an actor. Phone and address of the delivery are for the applicant and the desk that sends it: they
    /// are masked for the employer who reviews, and for the administration.
    /// </summary>
    public ApplicationView For(Actor actor) =>
        Delivery is null || !actor.Is(Roles.Employer | Roles.Administration | Roles.Administrator)
            || actor.Is(Roles.ExamCentre | Roles.Holder | Roles.Registry) || Rail is null
            ? this : this with { Delivery = Delivery.Masked() };

    /// <summary>The view for those who run the registry: its status, without personal data.</summary>
    public ApplicationView WithoutPrivateData() => this with
    {
        Form = null,
        Materials = [],
        Reasons = [],
        Hints = null,
        Supplement = Supplement is null
            ? null
            : Supplement with { Message = "" },
        Delivery = Delivery is null ? null : new DeliveryView(Delivery.Way),
        Rail = Rail is null ? null : Rail with { Statement = null },
    };

    /// <summary>
    /// The view for the context's actor. An administrator may unassign a reviewer, but need not know the content of the
    /// application.
    /// </summary>
    public static ApplicationView Of(IApplication a, EntityId subject, IApplicationOwner owner, Context context)
    {
        var authority = owner.AuthorityOf(a);
        var view = Of(a, subject, authority, context.Today);
        if (view.ReviewerId is { } reviewer) view = view.WithReviewer(context.Facts.Entity(reviewer) as Employer);
        if (owner is RailCareer { Licence: { } licence } && view is { Rail: { } rail, Form: RailForm form })
            view = view with
            {
                Rail = rail with
                {
                    Statement = VideoStatement.Of(form, licence.Name, licence.Classes, context.RailRulebook),
                },
            };
        view = view.WithHints(a, owner);
        return context.Actor.Is(Roles.Administrator) && !context.Actor.Covers(authority, Desks.Road)
            ? view.WithoutPrivateData()
            : view.For(context.Actor);
    }

    /// <summary>The view with whom to ask, which is derived only from the authority that the view has anyway.</summary>
    public ApplicationView WithHandler(Contacts contacts) =>
        this with { Handler = HandlerView.Of(Authority, contacts) };

    /// <summary>The reviewing employer; null: there is none.</summary>
    internal EntityId? ReviewerId => Rail?.Reviewer.Id;

    /// <summary>The view with the names of the reviewing employer and its unit, if the employer was read.</summary>
    internal ApplicationView WithReviewer(Employer? employer) => Rail is { } rail && employer is not null
        ? this with { Rail = rail with { Reviewer = rail.Reviewer.Named(employer) } } : this;

    /// <summary>The view with hints, for an open application about a certificate.</summary>
    public ApplicationView WithHints(IApplication a, object owner) =>
        owner is Certificates.Certificate c && a is Application { IsOpen: true } open
            && Filings.FilingHints.Of(c, open.Form, open.Materials) is { IsEmpty: false } hints
            ? this with { Hints = hints } : this;

    /// <summary>The view on <paramref name="today"/>, from the application alone.</summary>
    public static ApplicationView Of(IApplication a, EntityId subject, string authority, DateOnly today) => a switch
    {
        Application road => Of(road, subject, authority, today),
        Bindings.BindingApplication binding => BindingViews.Of(binding, today),
        RailApplication rail => Of(rail, subject, today),
        _ => throw new InvalidOperationException($"{a.GetType().Name} has no view"),
    };

    private static ApplicationView Of(Application a, EntityId subject, string authority, DateOnly today) => new(
        a.Id, KeyOf(EntityKind.Certificate, subject), KeyOf(EntityKind.Vehicle, subject), a.Service, a.Status,
        authority, a.Form, HandedIn.Of(a.Materials), DeliveryView.Of(a), ShanghaiTime.ToLocal(a.SubmittedAt),
        a.AcceptTargetBy?.Date,
        a.AcceptBy.Date, a.DecideBy?.Date, a.IsOverdue(today), IsProvisional(a),
        a.Supplement is { } asked
            ? new SupplementView(asked.Materials, asked.Message, asked.AnswerBy.Date, Local(a.SupplementAnsweredAt))
            : null,
        Local(a.AcceptedAt), Local(a.DecidedAt), a.Reasons, a.AssignedTo, Local(a.ReadyAt), a.PickUpBy?.Date, a.Cycle,
        a.Late, a.Grade)
    {
        Agreed = a.Agreed, AuthorityLate = a.AuthorityLate, ClaimedUntil = ReviewerTerm.LastDayOf(a),
    };

    private static ApplicationView Of(RailApplication a, EntityId subject, DateOnly today) => new(
        a.Id,
        null,
        null,
        a.Service,
        a.Status,
        RailMachine.Authority,
        a.Form,
        HandedIn.Of(a.Materials),
        DeliveryView.Of(a),
        ShanghaiTime.ToLocal(a.SubmittedAt),
        null, a.AcceptBy?.Date, a.DecideBy?.Date, a.IsOverdue(today), a.NextLimit is { By.Provisional: true }, null,
        Local(a.AcceptedAt), Local(a.DecidedAt), a.Reasons, a.AssignedTo, Local(a.ReadyAt), null, null, false, null)
    {
        RailLicenceId = subject.Key,
        Agreed = a.Agreed,
        ClaimedUntil = ReviewerTerm.LastDayOf(a),
        Rail = new RailChainView(
            new EmployerLinkView(a.Reviewer.EmployerKey, a.Reviewer.Unit, null, null),
            null, a.IdentityCheck?.State, a.PromisedBy?.Date, a.ReviewBy?.Date, a.AnnounceBy?.Date,
            Local(a.ReceivedAt), Local(a.OriginalsCheckedAt), Local(a.TheoryPassedAt), Local(a.PracticalPassedAt),
            Local(a.ReportedAt), Local(a.AnnouncedAt), a.ApprovalNumber)
        {
            ExamPlaceId = a.ExamPlaceId, TheoryPoints = a.TheoryPoints, PracticalPoints = a.PracticalPoints,
        },
    };

    /// <summary>
    /// True when a limit that still counts may move, because the calendar of its year is not known yet (F).
    /// </summary>
    public static bool IsProvisional(Application a) => RoadChain.Chain.LimitOf(a) is ({ }, { Provisional: true });

    private static string? KeyOf(EntityKind kind, EntityId subject) => subject.Kind == kind ? subject.Key : null;

    private static DateTimeOffset? Local(DateTimeOffset? instant) =>
        instant is { } at ? ShanghaiTime.ToLocal(at) : null;
}

/// <summary>What the railway chain adds to an application (rules.md B.7). Dates are last days, inclusive.</summary>
/// <param name="Reviewer">The reviewing employer, and its unit if one reviews, by key and by name.</param>
/// <param name="Statement">The sentence to say in the video; only where a single application is shown.</param>
/// <param name="IdentityCheck">The status of the identity check of a new name.</param>
/// <param name="DecideTargetBy">The day by the promise of 10 working days; a target and no limit.</param>
/// <param name="ReviewBy">The exam centre's report.</param>
/// <param name="AnnounceBy">The announcement.</param>
/// <param name="ReceivedAt">When the exam centre received it.</param>
/// <param name="OriginalsCheckedAt">When the paper originals were found in order.</param>
/// <param name="TheoryPassedAt">When the theory exam was passed.</param>
/// <param name="PracticalPassedAt">When the practical exam was passed.</param>
/// <param name="ReportedAt">When it was reported to the administration.</param>
/// <param name="AnnouncedAt">When it was announced.</param>
/// <param name="ApprovalNumber">The number of the approval (批文号).</param>
public sealed record RailChainView(
    EmployerLinkView Reviewer,
    string? Statement,
    IdentityCheckState? IdentityCheck,
    DateOnly? DecideTargetBy,
    DateOnly? ReviewBy,
    DateOnly? AnnounceBy,
    DateTimeOffset? ReceivedAt,
    DateTimeOffset? OriginalsCheckedAt,
    DateTimeOffset? TheoryPassedAt,
    DateTimeOffset? PracticalPassedAt, DateTimeOffset? ReportedAt, DateTimeOffset? AnnouncedAt, string? ApprovalNumber)
{
    /// <summary>The exam point: appointed by the centre, or chosen in the form; null: neither.</summary>
    public string? ExamPlaceId { get; init; }

    /// <summary>Marks of the theory exam, 0 to 100.</summary>
    public int? TheoryPoints { get; init; }

    /// <summary>Marks of the practical exam, 0 to 100.</summary>
    public int? PracticalPoints { get; init; }
}
