using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>Who the account is, by proof.</summary>
/// <param name="PersonKey">The person.</param>
/// <param name="Name">The name as proven.</param>
/// <param name="IdentityKind">The kind of document.</param>
/// <param name="IdentityNumber">The number, normalised; the binding has it alone.</param>
/// <param name="At">Since when, UTC.</param>
/// <param name="BarredUntil">What hurts the person is taken from this instant on (H.24), UTC; null: at once.</param>
/// <param name="BarOver">True once the end of that time is on record.</param>
public sealed record BoundIdentity(
    string PersonKey, string Name, IdentityKind IdentityKind, string IdentityNumber, DateTimeOffset At,
    DateTimeOffset? BarredUntil = null, bool BarOver = false);

/// <summary>That an account was opened, enabled or reset.</summary>
/// <param name="By">Whose account did it.</param>
/// <param name="At">When last, UTC.</param>
public sealed record Appointing(string By, DateTimeOffset At);

/// <summary>
/// What an account has asked and been granted about whose it is (实名认证; rules.md A.1, H.24): one entity an account. Its
/// approval takes the number alone in its commit; person and account follow it.
/// </summary>
public sealed record IdentityBinding : EntityState, IApplicationOwner
{
    /// <summary>Filings that are remembered: the larger limit asks for no more.</summary>
    public const int FilingsKept = 100;

    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>
    /// Who it is; null: nobody has proven anything, or it was undone. Accounts bound before this entity was have none.
    /// </summary>
    public BoundIdentity? Bound { get; init; }

    /// <summary>
    /// Before this instant nothing about signing in changes, as its owner has said that a change was not the owner's,
    /// UTC; null: nobody has, or the account was reset since.
    /// </summary>
    public DateTimeOffset? FrozenUntil { get; init; }

    /// <summary>Another phone that waits to take the place of a lost one; null, and not stored: none does.</summary>
    public PhoneRecovery? Recovery { get; init; }

    /// <summary>When its owner closed the account, UTC; null, and not stored: nobody has.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>
    /// True of a closed account that never proved anything, whose history goes after its time; null, and not stored: of
    /// every other.
    /// </summary>
    public bool? HasProvenNothing { get; init; }

    /// <summary>
    /// When its history was erased, UTC: there is nothing else any more. Null, and not stored: it was not.
    /// </summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>
    /// Who opened, enabled or reset the account, each once, oldest first; null, and not stored: nobody who is known.
    /// </summary>
    public ImmutableArray<Appointing>? Appointments { get; init; }

    /// <summary>Bindings asked for and undoings under way, and the last that ended.</summary>
    public ImmutableArray<BindingApplication> Applications { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many there ever were; numbers the next one.</summary>
    public int ApplicationCount { get; init; }

    /// <summary>The legal dates of the last filings, oldest first.</summary>
    public ImmutableArray<DateOnly> Filings { get => field.IsDefault ? [] : field; init; } = [];

    string IApplicationOwner.ApplicantKey => AccountId;

    string IApplicationOwner.AuthorityOf(IApplication application) => ((BindingApplication)application).Authority;

    IApplication? IApplicationOwner.Find(string id) => Applications.At(id);

    /// <summary>The id of the binding of this account: the same however often it is asked for.</summary>
    public static EntityId IdOf(string accountId) => Keys.ForNew(EntityKind.Identity, accountId);

    /// <summary>The open application for this service; null: none.</summary>
    public BindingApplication? OpenOf(Services.ServiceId service)
    {
        foreach (var application in Applications)
            if (application.IsOpen && application.Service == service) return application;
        return null;
    }
}
