using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Applications;

/// <summary>Something happened to one application; the same for every kind of entity.</summary>
public abstract record ApplicationEvent(string ApplicationId) : Event, IApplicationEvent;

/// <summary>Handed in; carries the whole application as it began.</summary>
public sealed record ApplicationSubmitted(Application Application) : ApplicationEvent(Application.Id);

/// <summary>Taken back by the holder.</summary>
public sealed record ApplicationWithdrawn(string ApplicationId, DateTimeOffset At) : ApplicationEvent(ApplicationId);

/// <summary>Assigned to an officer.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Officer">The officer's account.</param>
/// <param name="Term">For how long; null: until it is made free or decided, as before terms were introduced.</param>
public sealed record ReviewerAssigned(
    string ApplicationId, string Officer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReviewerTerm? Term = null)
    : ApplicationEvent(ApplicationId);

/// <summary>The application was put back into the queue.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="LapsedAt">The instant at which the officer's term ended, UTC; null: somebody made it free.</param>
public sealed record ReviewerUnassigned(
    string ApplicationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LapsedAt = null)
    : ApplicationEvent(ApplicationId);

/// <summary>Accepted; the decision is due by the end of <paramref name="DecideBy"/>.</summary>
public sealed record ApplicationAccepted(string ApplicationId, DateTimeOffset At, LegalDate DecideBy)
    : ApplicationEvent(ApplicationId);

/// <summary>Not accepted; also by itself when a supplement stayed unanswered (H.5).</summary>
public sealed record ApplicationNotAccepted(string ApplicationId, DateTimeOffset At, ImmutableArray<string> Reasons)
    : ApplicationEvent(ApplicationId);

/// <summary>The holder was asked to complete it.</summary>
public sealed record SupplementRequested(
    string ApplicationId, DateTimeOffset At, ImmutableArray<MaterialKind> Materials, string Message, LegalDate AnswerBy)
    : ApplicationEvent(ApplicationId);

/// <summary>The holder completed it; the acceptance clock starts again.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Materials">All materials of the application from now on.</param>
/// <param name="AcceptBy">The new last day for acceptance, inclusive.</param>
/// <param name="AcceptTargetBy">The new day of the authority's own promise; null: it has none.</param>
public sealed record SupplementAnswered(
    string ApplicationId, DateTimeOffset At, ImmutableArray<Material> Materials, LegalDate AcceptBy,
    LegalDate? AcceptTargetBy = null) : ApplicationEvent(ApplicationId);

/// <summary>Granted. What it changes is an event of the entity, in the same commit.</summary>
public sealed record ApplicationApproved(string ApplicationId, DateTimeOffset At, Grade? Grade = null)
    : ApplicationEvent(ApplicationId);

/// <summary>The application was refused.</summary>
public sealed record ApplicationRefused(string ApplicationId, DateTimeOffset At, ImmutableArray<string> Reasons)
    : ApplicationEvent(ApplicationId)
{
    /// <summary>True where a condition held until the authority's limit and ceased to hold after it (H.16).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AuthorityLate { get; init; }
}

/// <summary>The document is made; picked up until the end of <paramref name="PickUpBy"/>, or posted (null).</summary>
public sealed record DocumentReady(string ApplicationId, DateTimeOffset At, LegalDate? PickUpBy)
    : ApplicationEvent(ApplicationId);

/// <summary>
/// The document left the authority. Recorded a second time when the courier's number becomes known later.
/// </summary>
public sealed record DocumentDelivered(string ApplicationId, Consignment? Consignment = null)
    : ApplicationEvent(ApplicationId);

/// <summary>The document came back and waits to be sent again, to another place where one is given.</summary>
public sealed record DocumentReturned(string ApplicationId, ReturnedDelivery Returned, DeliveryAddress? To = null)
    : ApplicationEvent(ApplicationId);

/// <summary>The month of pick-up is over.</summary>
public sealed record PickUpMissed(string ApplicationId) : ApplicationEvent(ApplicationId);

/// <summary>The limits of an authority's work on an application.</summary>
[JsonConverter(typeof(CamelCaseNames<WorkLimit>))]
public enum WorkLimit
{
    /// <summary>Acceptance (受理).</summary>
    Acceptance = 1,

    /// <summary>Decision (办结).</summary>
    Decision = 2,
}

/// <summary>
/// The authority's limit passed before the work was done. This is recorded and has no other effect (H.6).
/// </summary>
public sealed record LimitMissed(string ApplicationId, WorkLimit Limit) : ApplicationEvent(ApplicationId);

/// <summary>A provisional limit became certain because its year's calendar arrived (F).</summary>
public sealed record LimitsRecomputed(
    string ApplicationId, LegalDate AcceptBy, LegalDate? DecideBy, LegalDate? AnswerBy, LegalDate? PickUpBy,
    LegalDate? AcceptTargetBy = null) : ApplicationEvent(ApplicationId);

/// <summary>Ended because the entity itself was cancelled (H.11).</summary>
public sealed record ApplicationClosed(string ApplicationId, string Code) : ApplicationEvent(ApplicationId);

/// <summary>Taken up again as it was, because the cancellation that closed it was undone (H.10).</summary>
public sealed record ApplicationRestored(Application Application) : ApplicationEvent(Application.Id);
