using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Persons;

/// <summary>The state of a motor-vehicle driving licence (机动车驾驶证).</summary>
[JsonConverter(typeof(CamelCaseNames<DrivingLicenceState>))]
public enum DrivingLicenceState
{
    /// <summary>In force.</summary>
    Valid = 1,

    /// <summary>Withheld for a time (暂扣): it prevents a renewal, and is no ground for a cancellation.</summary>
    Suspended = 2,

    /// <summary>Cancelled (注销): a ground of cancellation for drivers, rules.md A.7 (4).</summary>
    Cancelled = 3,

    /// <summary>Revoked (吊销): a ground of cancellation for drivers, rules.md A.7 (4).</summary>
    Revoked = 4,
}

/// <summary>The person died on <paramref name="On"/> (legal date).</summary>
/// <param name="Id">The id of the fact, so that exactly what it caused can be undone.</param>
/// <param name="On">The day of death.</param>
public sealed record DeathFact(string Id, DateOnly On)
{
    /// <summary>
    /// The reach of whoever recorded it (<see cref="PersonFacts.ReachOf"/>); null, and not stored: an import, or
    /// recorded before this was stored.
    /// </summary>
    public string? RecordedBy { get; init; }
}

/// <summary>A change of the driving licence on a legal date.</summary>
/// <param name="Id">The id of the fact, so that exactly what it caused can be undone.</param>
/// <param name="State">The state from that day on.</param>
/// <param name="Class">The class of the licence, such as A2; null: not given.</param>
/// <param name="On">The day from which the state holds.</param>
public sealed record DrivingLicenceFact(string Id, DrivingLicenceState State, string? Class, DateOnly On)
{
    /// <summary>
    /// The reach of whoever recorded it (<see cref="PersonFacts.ReachOf"/>); null, and not stored: an import, or
    /// recorded before this was stored.
    /// </summary>
    public string? RecordedBy { get; init; }

    /// <summary>True when a driver's certificate must be cancelled because of it (A.7 (4)).</summary>
    [JsonIgnore]
    public bool IsLost => State is DrivingLicenceState.Cancelled or DrivingLicenceState.Revoked;
}

/// <summary>A certificate of the person, and the authority that issued it.</summary>
/// <param name="Key">The certificate or the railway career.</param>
/// <param name="Authority">The authority.</param>
/// <param name="By">
/// The account that registered it by hand; null: an import, or registered before this was stored.
/// </param>
/// <param name="On">The legal date of the registration by hand; null where there is no such account.</param>
public sealed record HeldCertificate(string Key, string Authority, string? By = null, DateOnly? On = null)
{
    /// <summary>A certificate that is registered now, by the context's actor.</summary>
    public static HeldCertificate Of(string key, string authority, Context context) => context.Actor.Is(Roles.Registry)
        ? new HeldCertificate(key, authority)
        : new HeldCertificate(key, authority, context.Actor.AccountId, context.Today);
}

/// <summary>
/// A natural person (持证人): the identity, and the facts that count for every certificate of the person. A fact is
/// recorded once, here; the certificates read it, and are sent a command to decide anew (H.10).
/// </summary>
public sealed record Person : EntityState
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>Name as in the identity document.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of identity document.</summary>
    public required IdentityKind IdentityKind { get; init; }

    /// <summary>The number, normalised; no other person has it.</summary>
    public required string IdentityNumber { get; init; }

    /// <summary>Day of birth.</summary>
    public required DateOnly BornOn { get; init; }

    /// <summary>
    /// The account bound to the person by proof of identity; null: none. A number has one account (A.1).
    /// </summary>
    public string? AccountId { get; init; }

    /// <summary>Acts that harm the person are refused before this instant (H.24), UTC; null: no such time.</summary>
    public DateTimeOffset? BarredUntil { get; init; }

    /// <summary>
    /// The officers who undid the last binding; none of them may decide the next (H.24). Null, and not stored, where
    /// none was undone: states of older versions do not have it.
    /// </summary>
    public ImmutableArray<string>? UnboundBy { get; init; }

    /// <summary>The certificates, in the order in which they were registered.</summary>
    public ImmutableArray<HeldCertificate> Certificates { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The death, if it is recorded and was not corrected.</summary>
    public DeathFact? Death { get; init; }

    /// <summary>What is known of the driving licence, oldest first; corrected facts are left out.</summary>
    public ImmutableArray<DrivingLicenceFact> DrivingLicences { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many facts were ever recorded; the next one gets the next number.</summary>
    public int FactCount { get; init; }

    /// <summary>
    /// The person's links to those for whom the person drives, drove or was asked to drive (H.25), oldest first. Null,
    /// and not stored, where there is none: states of older versions do not have it.
    /// </summary>
    public ImmutableArray<PersonLink>? Links { get; init; }

    /// <summary>How many links there ever were; the next one gets the next number. Null: none.</summary>
    public int? LinkCount { get; init; }

    /// <summary>What the person states about oneself; null, and not stored: nothing.</summary>
    public PersonProfile? Profile { get; init; }

    /// <summary>
    /// The individual businesses that the person owns or owned, oldest first; the operator says who owns one now. Null,
    /// and not stored: none ever.
    /// </summary>
    public ImmutableArray<OwnedBusiness>? Businesses { get; init; }

    /// <summary>The driving licence as last recorded; null: nothing known.</summary>
    [JsonIgnore]
    public DrivingLicenceFact? DrivingLicence => DrivingLicences.Length == 0 ? null : DrivingLicences[^1];

    /// <summary>
    /// The earliest loss of the driving licence that was still in effect on <paramref name="day"/> or came after it;
    /// null: none. A new licence does not undo what the loss of the old one caused (A.7 (4)), whichever of the two is
    /// carried out first.
    /// </summary>
    public DrivingLicenceFact? LicenceLostSince(DateOnly day)
    {
        for (var i = 0; i < DrivingLicences.Length; i++)
        {
            var isLast = i + 1 == DrivingLicences.Length;
            if (DrivingLicences[i].IsLost && (isLast || DrivingLicences[i + 1].On > day)) return DrivingLicences[i];
        }
        return null;
    }

    /// <summary>True while the fact with this id is recorded and not corrected.</summary>
    public bool Stands(string factId)
    {
        if (Death?.Id == factId) return true;
        foreach (var fact in DrivingLicences)
            if (fact.Id == factId) return true;
        return false;
    }

    /// <summary>The state after <paramref name="happened"/>. Never decides.</summary>
    public static Person Evolve(Person? state, Event happened) => (state, happened) switch
    {
        (null, PersonRegistered e) => new Person
        {
            Key = e.Key, Name = e.Name, IdentityKind = e.IdentityKind, IdentityNumber = e.IdentityNumber,
            BornOn = e.BornOn,
        },
        ({ } p, CertificateAttached e) => p with { Certificates = p.Certificates.Add(e.Certificate) },
        ({ } p, AccountBound e) => p with { AccountId = e.AccountId, BarredUntil = e.BarredUntil, UnboundBy = null },
        ({ } p, PersonBarred e) => p with { BarredUntil = e.Until },
        ({ } p, AccountUnbound e) => p with { AccountId = null, BarredUntil = null, UnboundBy = [e.By, e.ConfirmedBy] },
        ({ } p, AccountReleased) => p with { AccountId = null, BarredUntil = null },
        ({ } p, DeathRecorded e) => p with { Death = e.Fact, FactCount = p.FactCount + 1 },
        ({ } p, DrivingLicenceRecorded e) => p with
        {
            DrivingLicences = p.DrivingLicences.Add(e.Fact),
            FactCount = p.FactCount + 1,
        },
        ({ } p, FactCorrected e) => p with
        {
            Death = p.Death?.Id == e.FactId ? null : p.Death,
            DrivingLicences = p.DrivingLicences.RemoveAll(fact => fact.Id == e.FactId),
        },
        ({ } p, IdentityChanged e) => p with
        {
            Name = e.Name,
            IdentityKind = e.IdentityKind,
            IdentityNumber = e.IdentityNumber,
            BornOn = e.BornOn,
        },
        ({ } p, BusinessBegun or BusinessEnded) => p with
        {
            Businesses = OwnBusinesses.Evolve(p.Businesses ?? [], happened),
        },
        ({ } p, ProfileChanged e) => p with { Profile = e.Profile },
        ({ } p, LinkRequested or LinkMade or LinkDeclined or LinkEnded) => p with
        {
            Links = PersonLinks.Evolve(p.Links ?? [], happened),
            LinkCount = happened is LinkRequested || (happened is LinkMade { Link.Id: var made }
                && PersonLinks.Find(p, made) is null) ? (p.LinkCount ?? 0) + 1 : p.LinkCount,
        },
        _ =>
            throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to {state?.Key ?? "nobody"}"),
    };
}
