using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>
/// The certificates of the five demonstration drivers. On any day one can be renewed, one will expire, one is an
/// escort's, one can be assessed and one has expired.
/// </summary>
internal static class DemonstrationTour
{
    private const string Henan = "410100", Yunnan = "530100";

    // No sample is born in these districts, so that no sample can have one of these numbers.
    private const string HenanBorn = "410185", YunnanBorn = "530181";

    /// <summary>The names of the accounts, in order.</summary>
    public static ImmutableArray<string> Drivers { get; } =
        ["driver.1", "driver.2", "driver.3", "driver.4", "driver.5"];

    /// <summary>The certificates in the order of <see cref="Drivers"/>.</summary>
    public static ImmutableArray<SampleCertificate> At(DateOnly today) =>
    [
        Until(today.AddDays(15), Person("张建国", HenanBorn, today, 44, 1), Henan,
            CertificateKind.FreightDriver, "郑州宏达货运有限公司"),
        Until(today.AddDays(10), Person("李秀英", HenanBorn, today, 38, 2), Henan, CertificateKind.FreightDriver, null),
        Until(today.AddYears(2).AddDays(100), Person("王强", YunnanBorn, today, 35, 1), Yunnan,
            CertificateKind.DangerousGoodsEscort, "昆明安达危险货物运输有限公司"),
        Assessed(today, Person("刘洋", HenanBorn, today, 41, 3), Henan),
        Until(today.AddDays(-60), Person("陈静", YunnanBorn, today, 47, 2), Yunnan, CertificateKind.FreightDriver, null),
    ];

    /// <summary>
    /// The second certificate, for passengers, of the drivers in Kunming: driver.3 and driver.5 drive the charter trips
    /// of operator.demo. Null: none.
    /// </summary>
    public static SampleCertificate? Besides(SampleCertificate first, DateOnly today) =>
        first.Certificate is { Authority: Yunnan, Kind: not CertificateKind.PassengerDriver }
            ? Until(
                today.AddYears(3).AddDays(40), first.Person, Yunnan, CertificateKind.PassengerDriver,
                "云南示范运输有限公司", graded: 2)
            : null;

    private static RegisterPerson Person(string name, string county, DateOnly today, int age, int sequence) =>
        new(
            name, IdentityKind.CitizenId,
            SamplePersons.CitizenNumber(county, new DateOnly(today.Year - age, 6, 15), sequence));

    /// <summary>
    /// A certificate whose last day is <paramref name="to"/>, with all assessments done that were due.
    /// </summary>
    private static SampleCertificate Until(
        DateOnly to, RegisterPerson person, string authority, CertificateKind kind, string? serviceUnit, int graded = 5)
    {
        var period = SampleCertificates.PeriodUntil(to);
        return new SampleCertificate(person, new RegisterCertificate
        {
            Number = person.IdentityNumber, Kind = kind, PersonKey = "",
            Authority = authority, ServiceUnit = serviceUnit,
            FirstIssuedOn = period.From, ValidFrom = period.From, ValidTo = period.To,
            LastGrade = kind.Drives() ? Grade.AA : null, LastGradedCycle = kind.Drives() ? graded : null,
        });
    }

    /// <summary>
    /// Its first issue is such that a cycle ended a few days ago: the window for its assessment is open.
    /// </summary>
    private static SampleCertificate Assessed(DateOnly today, RegisterPerson person, string authority)
    {
        var from = today.AddDays(-5).AddYears(-2);
        var years = Rulebook.Embedded.RoadAt(from).CertificateValidityYears;
        return new SampleCertificate(person, new RegisterCertificate
        {
            Number = person.IdentityNumber, Kind = CertificateKind.PassengerDriver, PersonKey = "",
            Authority = authority, ServiceUnit = "郑州顺通客运有限公司", FirstIssuedOn = from, ValidFrom = from,
            ValidTo = LegalDates.PeriodEnd(from, years), LastGrade = Grade.AA, LastGradedCycle = 1, Points = 3,
        });
    }
}
