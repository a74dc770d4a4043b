using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>What the police data source says of a portrait. Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<PortraitMatch>))]
public enum PortraitMatch
{
    /// <summary>It compared none.</summary>
    NotCompared = 1,

    /// <summary>It shows the person.</summary>
    Match = 2,

    /// <summary>It shows somebody else.</summary>
    NoMatch = 3,
}

/// <summary>
/// Name and number as the filer gives them. They are kept here only, until an authority has decided (H.24).
/// </summary>
/// <param name="Name">As in the identity document.</param>
/// <param name="IdentityKind">The kind of document.</param>
/// <param name="IdentityNumber">The number, normalised.</param>
/// <param name="BornOn">Where the number does not tell it.</param>
/// <param name="Address">As in the identity document, if given.</param>
public sealed record IdentityForm(
    string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly? BornOn = null, string? Address = null)
    : ApplicationForm;

/// <summary>The undoing of a binding, as the first officer asks for it.</summary>
/// <param name="PersonKey">The person who shall lose the account.</param>
/// <param name="Reason">The reason.</param>
public sealed record UnbindingForm(string PersonKey, string Reason) : ApplicationForm;

/// <summary>An act on a person that waits for a second officer.</summary>
internal interface IPersonAct
{
    /// <summary>The person.</summary>
    string PersonKey { get; }
}

/// <summary>Another name or number, as the first officer asks for it.</summary>
/// <param name="PersonKey">The person.</param>
/// <param name="Name">As in the identity document.</param>
/// <param name="IdentityKind">The kind of document.</param>
/// <param name="IdentityNumber">The number as it was given.</param>
/// <param name="BornOn">Where the number does not tell it.</param>
public sealed record IdentityChangeForm(
    string PersonKey, string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly? BornOn = null)
    : ApplicationForm, IPersonAct;

/// <summary>The correction of a fact that another authority recorded, as the first officer asks for it.</summary>
/// <param name="PersonKey">The person.</param>
/// <param name="FactId">The fact.</param>
/// <param name="Reason">Why it was wrong.</param>
public sealed record FactCorrectionForm(string PersonKey, string FactId, string Reason) : ApplicationForm, IPersonAct;

/// <summary>Another phone for the account of a person who has lost it, as the first officer asks for it.</summary>
/// <param name="PersonKey">The person, who is at the desk with the identity card.</param>
/// <param name="AccountId">The account that is bound to the person.</param>
/// <param name="Phone">The new phone; a code sent to it was entered.</param>
/// <param name="Reason">Why, and how the person was recognised.</param>
public sealed record PersonPhoneForm(string PersonKey, string AccountId, string Phone, string Reason)
    : ApplicationForm, IPersonAct;

/// <summary>What is done to an account by somebody else. Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<AccountAct>))]
public enum AccountAct
{
    /// <summary>It is opened.</summary>
    Opening = 1,

    /// <summary>It may sign in again.</summary>
    Enabling = 2,

    /// <summary>It gets a new first password, and its other authenticators are removed.</summary>
    Reset = 3,
}

/// <summary>An act on an account.</summary>
/// <param name="Act">The act.</param>
/// <param name="Roles">The roles that the account gets.</param>
/// <param name="Informed">The accounts that are notified: every administrator and auditor (decisions 3).</param>
public sealed record AccountActForm(AccountAct Act, Roles Roles, ImmutableArray<string> Informed) : ApplicationForm
{
    /// <summary>True for an act that needs a second administrator: one on administrators or auditors.</summary>
    [JsonIgnore]
    public bool TakesTwo => (Roles & (Roles.Administrator | Roles.Auditor)) != 0;
}

/// <summary>An application for a binding (by an account), or to undo one (by an officer).</summary>
public sealed record BindingApplication : IApplication
{
    /// <summary>The binding's key, a dot, and a number from 1.</summary>
    public required string Id { get; init; }

    /// <summary>The service: a binding, its undoing, or an act on the account.</summary>
    public required ServiceId Service { get; init; }

    /// <summary>What the applicant asks for.</summary>
    public required ApplicationForm Form { get; init; }

    /// <summary>Both sides of the card, and the portrait if there is one; none for an undoing.</summary>
    public required ImmutableArray<Material> Materials { get; init; }

    /// <summary>The account that asked: the filer, or the first officer.</summary>
    public required string SubmittedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Where it stands: submitted, supplementRequested, or ended.</summary>
    public required ApplicationStatus Status { get; init; }

    /// <summary>The desk that decides (<see cref="Persons.PersonDesk"/>). It is never shown to the filer.</summary>
    public required string Authority { get; init; }

    /// <summary>Last day for the decision, inclusive; for an undoing the last day for the second officer.</summary>
    public required LegalDate DecideBy { get; init; }

    /// <summary>The question to the police data source about name and number; null for an undoing.</summary>
    public IdentityCheck? Check { get; init; }

    /// <summary>The source's answer about the portrait.</summary>
    public PortraitMatch Portrait { get; init; } = PortraitMatch.NotCompared;

    /// <summary>What the filer was asked to add, once; null: never asked.</summary>
    public Supplement? Supplement { get; init; }

    /// <summary>When the supplement was answered, UTC; null: not yet.</summary>
    public DateTimeOffset? SupplementAnsweredAt { get; init; }

    /// <summary>The account to which it is assigned; null: nobody.</summary>
    [JsonPropertyName("claimedBy")]
    public string? AssignedTo { get; init; }

    /// <summary>
    /// For how long it is assigned; null: it is assigned to nobody, or was assigned before terms were introduced.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReviewerTerm? Term { get; init; }

    /// <summary>When it was decided, UTC; null: not yet.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>
    /// Who decided: an officer's account; null: nobody yet, or the portrait was compared by the source.
    /// </summary>
    public string? DecidedBy { get; init; }

    /// <summary>Why it was refused or declined.</summary>
    public ImmutableArray<string> Reasons { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>True once it is recorded that the limit was missed.</summary>
    public bool DecisionMissed { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsOpen => BindingChain.Chain.IsOpen(this);

    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsLive => IsOpen;

    DateOnly? IApplication.AcceptDay => null;

    DateOnly? IApplication.DecisionDay => DecideBy.Date;

    DateOnly IApplication.UrgentBy => BindingChain.Chain.UrgentBy(this);

    bool IApplication.IsProvisional => IsOpen && (DecideBy.Provisional || Supplement is { AnswerBy.Provisional: true }
        || Term is { LastDay.Provisional: true });
}
