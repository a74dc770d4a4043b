using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>Makes certificates for made-up people, with dates that are possible together.</summary>
internal static class SampleCertificates
{
    private const int RenewalPercent = 4, ExpiredPercent = 3, CancelledPercent = 2;
    private const int MaxExpiredDays = 170; // Well within the 180 in which renewal is still possible.
    private const int OldNumberPercent = 12;

    /// <summary>A certificate of <paramref name="person"/> of another kind than <paramref name="other"/>.</summary>
    public static RegisterCertificate Make(
        ref SeededRandom random, SamplePerson person, int seed, int item, DateOnly today, CertificateKind? other)
    {
        var kind = KindOf(ref random, other);
        var prefecture = random.Percent(85)
            ? SamplePlaces.PrefectureOf(person.County) : random.One(SamplePlaces.Prefectures);
        var period = PeriodOf(ref random, person, today);
        var (first, version) = FirstIssue(ref random, period.From, AdultOn(person));
        var certificate = new RegisterCertificate
        {
            Number = random.Percent(OldNumberPercent)
                ? OldNumber(prefecture.Code, seed, item) : person.Registered.IdentityNumber,
            Kind = kind, PersonKey = "", Authority = prefecture.Code, FirstIssuedOn = first, ValidFrom = period.From,
            ValidTo = period.To, DocumentVersion = version,
            ServiceUnit = random.Percent(35) ? null : SampleNames.Firm(ref random, prefecture.Name, kind),
        };
        if (kind.Drives()) certificate = Assessed(ref random, certificate, today);
        return random.Percent(CancelledPercent) ? Cancelled(ref random, certificate, today) : certificate;
    }

    /// <summary>The period that ends on <paramref name="to"/>, with the length of the rule.</summary>
    public static Period PeriodUntil(DateOnly to) => PeriodUntil(to, YearsOf);

    /// <summary>
    /// The period that ends on <paramref name="to"/>, with as many years as the rule on its first day says.
    /// </summary>
    public static Period PeriodUntil(DateOnly to, Func<DateOnly, int> yearsOf)
    {
        var from = to.AddDays(1).AddYears(-yearsOf(to));
        while (LegalDates.PeriodEnd(from, yearsOf(from)) < to) from = from.AddDays(1); // Around 29 February.
        return new Period(from, to);
    }

    private static int YearsOf(DateOnly day) => Rulebook.Embedded.RoadAt(day).CertificateValidityYears;

    private static DateOnly AdultOn(SamplePerson person) => LegalDates.Anniversary(person.BornOn, 18);

    /// <summary>Six of ten are freight drivers; few are of the dangerous-goods kinds.</summary>
    private static CertificateKind KindOf(ref SeededRandom random, CertificateKind? other)
    {
        while (true)
        {
            var kind = random.Below(100) switch
            {
                < 61 => CertificateKind.FreightDriver,
                < 76 => CertificateKind.PassengerDriver,
                < 87 => CertificateKind.DangerousGoodsDriver,
                < 96 => CertificateKind.DangerousGoodsEscort,
                _ => CertificateKind.DangerousGoodsLoader,
            };
            if (kind != other) return kind;
        }
    }

    /// <summary>
    /// Some are in their renewal window, some expired, most running; those of young people began recently.
    /// </summary>
    private static Period PeriodOf(ref SeededRandom random, SamplePerson person, DateOnly today)
    {
        var rules = Rulebook.Embedded.RoadAt(today);
        var share = random.Below(100);
        var to = share < RenewalPercent ? random.Day(today, today.AddDays(rules.RenewalOpensDaysBefore - 1))
            : share < RenewalPercent + ExpiredPercent ? random.Day(today.AddDays(-MaxExpiredDays), today.AddDays(-1))
            : random.Day(today.AddDays(rules.RenewalOpensDaysBefore + 1), today.AddYears(YearsOf(today)).AddDays(-2));
        var period = PeriodUntil(to);
        if (period.From >= AdultOn(person)) return period;
        var from = random.Day(AdultOn(person), today);
        return new Period(from, LegalDates.PeriodEnd(from, YearsOf(from)));
    }

    /// <summary>The first issue: as many whole periods before the present one as there were renewals.</summary>
    private static (DateOnly On, int Version) FirstIssue(ref SeededRandom random, DateOnly from, DateOnly adultOn)
    {
        var (first, version) = (from, 1);
        while (version < 4
            && first.AddYears(-YearsOf(first)) is var earlier
            && earlier >= adultOn
            && random.Percent(60))
            (first, version) = (earlier, version + 1);
        return (first, version);
    }

    /// <summary>A regional number of 20 digits, as older certificates have; unique in a register.</summary>
    private static string OldNumber(string authority, int seed, int item) =>
        $"{authority}{unchecked((uint)seed) % 10_000:D4}{item:D10}";

    private static RegisterCertificate Assessed(
        ref SeededRandom random, RegisterCertificate certificate, DateOnly today)
    {
        var ended = AssessmentCycles.LastEndedBefore(certificate.FirstIssuedOn, today);
        // Some have not yet applied in the open window, or have missed the last one.
        var graded = random.Percent(90) ? ended : ended - 1;
        var points = random.Below(100) switch { < 70 => 0, < 80 => 1, < 88 => 3, < 94 => 5, < 98 => 10, _ => 20 };
        if (ended > 0 && LegalDates.Anniversary(certificate.FirstIssuedOn, ended).AddDays(15) >= today)
            graded = ended - 1;
        return certificate with
        {
            Points = points == 0 ? null : points,
            LastGradedCycle = graded > 0 ? graded : null,
            LastGrade = graded <= 0 ? null : random.Below(100) switch
            {
                < 35 => Grade.AAA,
                < 78 => Grade.AA,
                < 96 => Grade.A,
                _ => Grade.B,
            },
        };
    }

    private static RegisterCertificate Cancelled(
        ref SeededRandom random, RegisterCertificate certificate, DateOnly today) =>
        certificate with
        {
            CancelledBy = random.Percent(75) ? CancellationGround.Request : CancellationGround.Authority,
            CancelledOn = random.Day(certificate.ValidFrom, today),
        };
}
