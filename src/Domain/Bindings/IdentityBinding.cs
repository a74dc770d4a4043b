using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>The person to whom the account belongs, as proven.</summary>
/// <param name="PersonKey">The person.</param>
/// <param name="Name">The name as proven.</param>
/// <param name="IdentityKind">The kind of document.</param>
/// <param name="IdentityNumber">The number, normalised; no other account may be bound to it.</param>
/// <param name="At">Since when it is bound, UTC.</param>
/// <param name="BarredUntil">
/// Acts that harm the person are taken from this instant on (H.24), UTC; null: at once.
/// </param>
/// <param name="BarOver">True once the end of that time is recorded.</param>
public sealed record BoundIdentity(
    string PersonKey, string Name, IdentityKind IdentityKind, string IdentityNumber, DateTimeOffset At,
    DateTimeOffset? BarredUntil = null, bool BarOver = false);

/// <summary>Records who opened, enabled or reset an account, and when.</summary>
/// <param name="By">Whose account did it.</param>
/// <param name="At">When last, UTC.</param>
public sealed record Appointing(string By, DateTimeOffset At);

/// <summary>
/// What an account asked for and was granted about who owns it (实名认证; rules.md A.1, H.24): one entity for each account.
/// Its approval alone reserves the number, in its own commit; person and account follow.
/// </summary>
public sealed record IdentityBinding : EntityState, IApplicationOwner
{
    /// <summary>How many filings are remembered: the larger of the limits needs no more.</summary>
    public const int FilingsKept = 100;

    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>
    /// The person to whom the account belongs; null: nothing was proven, or it was undone. Accounts bound before this
    /// entity existed have none.
    /// </summary>
    public BoundIdentity? Bound { get; init; }

    /// <summary>
    /// Until this instant nothing about signing in can be changed, because the owner reported a change by somebody
    /// else, UTC; null: no such report, or the account was reset since.
    /// </summary>
    public DateTimeOffset? FrozenUntil { get; init; }

    /// <summary>The new phone that waits to replace a lost one; null, and not stored: none.</summary>
    public PhoneRecovery? Recovery { get; init; }

    /// <summary>When its owner closed the account, UTC; null, and not stored: nobody has.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>
    /// True for a closed account that never proved an identity: its history will be erased. Null, and not stored: for
    /// every other account.
    /// </summary>
    public bool? HasProvenNothing { get; init; }

    /// <summary>
    /// When its history was erased, UTC: no other data remains. Null, and not stored: it was not erased.
    /// </summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>
    /// Who opened, enabled or reset the account, each once, oldest first; null, and not stored: not known.
    /// </summary>
    public ImmutableArray<Appointing>? Appointments { get; init; }

    /// <summary>The applications that are open, and the last that ended.</summary>
    public ImmutableArray<BindingApplication> Applications { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many applications there ever were; the next one gets the next number.</summary>
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
