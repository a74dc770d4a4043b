using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>The status of a licence on a day. The names are published.</summary>
[JsonConverter(typeof(CamelCaseNames<RailLicenceStatus>))]
public enum RailLicenceStatus
{
    /// <summary>The driver has no licence.</summary>
    None = 0,

    /// <summary>The driver may drive what its classes say (有效).</summary>
    Valid = 1,

    /// <summary>Its last day is over and a renewal is not decided yet; the driver must not drive with it.</summary>
    Expired = 2,

    /// <summary>Cancelled (注销).</summary>
    Cancelled = 3,

    /// <summary>Revoked (撤销), and so cancelled.</summary>
    Revoked = 4,

    /// <summary>A newer copy took the place of this one (H.14).</summary>
    Replaced = 5,
}

/// <summary>The status of a licence on a day, with the reason.</summary>
public readonly record struct RailStanding(RailLicenceStatus Status, RailGround? Ground, DateOnly? Since);

/// <summary>Whether a licence is valid: one pure function of the career, the person's facts and the day.</summary>
public static class RailValidity
{
    /// <summary>
    /// The status on <paramref name="day"/> of the copy with <paramref name="documentVersion"/>; null: of the latest
    /// copy.
    /// </summary>
    public static RailStanding On(DateOnly day, RailCareer c, Person person, int? documentVersion = null)
    {
        c = WithoutWhatIsVoid(c, person);
        if (c.Licence is not { } licence) return new RailStanding(RailLicenceStatus.None, null, null);
        if (End(c, person) is { } end && end.EffectiveOn <= day)
            return end.Revocation is { } revoked
                ? new RailStanding(RailLicenceStatus.Revoked, revoked, end.EffectiveOn)
                : new RailStanding(RailLicenceStatus.Cancelled, end.Ground, end.EffectiveOn);
        if (documentVersion is { } version && version != licence.DocumentVersion)
            return new RailStanding(RailLicenceStatus.Replaced, null, null);
        return licence.Period.Contains(day) || licence.Previous?.Contains(day) == true
            ? new RailStanding(RailLicenceStatus.Valid, null, null)
            : new RailStanding(RailLicenceStatus.Expired, null, licence.Period.OverSince(day));
    }

    /// <summary>
    /// The end that is recorded, or the earliest one that will follow by law if nothing else happens: death, or an
    /// expiry without a renewal under way. Null: none is known.
    /// </summary>
    public static LicenceEnd? End(RailCareer c, Person person)
    {
        if (c.Licence is not { } licence) return null;
        if (licence.End is { } recorded && (recorded.Cause is null || person.Stands(recorded.Cause))) return recorded;
        var death = person.Death is { } fact
            ? new LicenceEnd(RailGround.DeathOrIncapacity, fact.On, Cause: fact.Id)
            : null;
        if (c.IsProtected) return death;
        var lapsed = licence.Period.To.AddDays(1);
        if (licence.EndNotBefore > lapsed) lapsed = licence.EndNotBefore.Value;
        return death is not null && death.EffectiveOn <= lapsed ? death : new LicenceEnd(RailGround.Expired, lapsed);
    }

    /// <summary>First day on which renewal for expiry may be asked for, inclusive.</summary>
    public static DateOnly RenewalOpensOn(RailLicence licence, RailRules rules) =>
        licence.Period.To.AddDays(-rules.RenewalOpensDaysBefore);

    /// <summary>The statutory retirement date as recorded, otherwise by the age of the rule.</summary>
    public static DateOnly RetiresOn(RailCareer c, Person person, RailRules rules) =>
        c.RetiresOn ?? LegalDates.Anniversary(person.BornOn, rules.RetirementAgeYears);

    /// <summary>The career without a cancellation whose cause was corrected (H.10).</summary>
    private static RailCareer WithoutWhatIsVoid(RailCareer c, Person person)
    {
        if (c.Licence?.End is not { Cause: { } cause } end || person.Stands(cause)) return c;
        var others = c.Applications.RemoveAll(application => end.Closed.At(application.Id) is not null);
        return c with { Licence = c.Licence with { End = null }, Applications = others.AddRange(end.Closed) };
    }
}
