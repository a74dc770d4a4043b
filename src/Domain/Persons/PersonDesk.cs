using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Persons;

/// <summary>
/// The authority to which a person belongs (rules.md H.26): the road authority of the oldest certificate that is not
/// cancelled; with a railway career also the exam centre and the administration; with neither of these, the road
/// authority of the province in the number.
/// </summary>
public static class PersonDesk
{
    /// <summary>The desk of the exam centre, as the index of applications has it.</summary>
    public const string ExamCentre = RailMachine.Authority + "/";

    /// <summary>
    /// For so many days a certificate that an account registered gives that account no right over its holder.
    /// </summary>
    private const int OwnRegistrationDays = 30;

    /// <summary>
    /// The desk that decides about the identity of somebody who files with this number: with a railway career the exam
    /// centre (decisions 1). A number without a province (旧版外国人永久居留身份证, 港澳台居民居住证) also goes to the exam centre, the
    /// only desk that belongs to no province.
    /// </summary>
    /// <param name="person">The person on the register with this number; null: nobody.</param>
    /// <param name="certificates">The certificates of that person.</param>
    /// <param name="kind">The kind of document.</param>
    /// <param name="number">The number, normalised.</param>
    public static string Of(Person? person, ImmutableArray<Certificate> certificates, IdentityKind kind,
        string number) =>
        person is not null && person.Certificates.Any(IsRail) ? ExamCentre
        : person is null ? OfNumber(kind, number)
        : Oldest(person.Certificates, certificates) ?? OfNumber(kind, number);

    /// <summary>The authority of the province in the number; if it has none, the exam centre.</summary>
    public static string OfNumber(IdentityKind kind, string number) => kind switch
    {
        IdentityKind.CitizenId => number[..2],
        IdentityKind.ForeignPermanentResident when number.Length == 18 => number[1..3],
        _ => ExamCentre,
    };

    /// <summary>Whether this desk is the actor's.</summary>
    public static bool IsOwn(string desk, Actor actor) => desk == ExamCentre
        ? actor.Is(Roles.ExamCentre)
        : actor.Covers(desk, Desks.Road);

    /// <summary>
    /// The refusal for an actor to whose authority the person did not belong before the act; null: it did. Certificates
    /// that the actor's own account registered in the last 30 days do not count.
    /// </summary>
    public static Refusal? MayNot(Person p, ImmutableArray<Certificate> certificates, Actor actor, DateOnly today)
    {
        if (actor.Is(Roles.Registry)) return null;
        if (!actor.Is(Roles.Officer | Roles.ExamCentre | Roles.Administration)) return Refusals.NotAllowed();
        var held = p.Certificates.RemoveAll(one => one.By == actor.AccountId
            && one.On > today.AddDays(-OwnRegistrationDays));
        if (actor.Is(Roles.ExamCentre | Roles.Administration) && held.Any(IsRail)) return null;
        var road = Oldest(held, certificates);
        if (road is null && held.Any(IsRail)) return Refusals.NotFound();
        var desk = road ?? OfNumber(p.IdentityKind, p.IdentityNumber);
        return IsOwn(desk, actor) ? null : actor.Is(Roles.Officer) ? Refusals.OtherAuthority(desk)
            : Refusals.NotFound();
    }

    private static bool IsRail(HeldCertificate held) => held.Authority == RailMachine.Authority;

    /// <summary>
    /// The authority of the certificate issued first, among those that count; null: there is none. A certificate that
    /// was cancelled because of a fact counts, because it comes back when the fact is corrected: whoever recorded a
    /// death can correct it.
    /// </summary>
    private static string? Oldest(ImmutableArray<HeldCertificate> counting, ImmutableArray<Certificate> certificates)
    {
        Certificate? oldest = null;
        foreach (var certificate in certificates)
        {
            if (certificate.Cancellation is { Cause: null }) continue;
            if (!counting.Any(held => held.Key == certificate.Key)) continue;
            if (oldest is null || certificate.FirstIssuedOn < oldest.FirstIssuedOn) oldest = certificate;
        }
        return oldest?.Authority;
    }
}
