using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Calendar;

namespace OrleansRegistry.Domain.Tests.Rules;

/// <summary>That the parameters and the date arithmetic together give the dates of rules.md G.2 #17 and #19.</summary>
public sealed class RenewalDatesTests
{
    public sealed record RenewalRow(
        string Case, DateOnly ValidFrom, DateOnly ValidTo, DateOnly Opens, DateOnly LastDay, DateOnly Lapses);

    public static TheoryData<RenewalRow> Renewals => CaseFile.Rows<RenewalRow>("Rules/renewals.json");

    [Theory, MemberData(nameof(Renewals))]
    public void A_certificate_is_renewed_between_these_dates(RenewalRow row)
    {
        var rules = Rulebook.Embedded.RoadAt(row.ValidTo);
        var validTo = LegalDates.PeriodEnd(row.ValidFrom, rules.CertificateValidityYears);
        var lastDay = WorkingCalendar.Embedded.RollToWorkday(validTo.AddDays(rules.RenewalLapseDaysAfter));
        Assert.Equal(row.ValidTo, validTo);
        Assert.Equal(row.Opens, validTo.AddDays(-rules.RenewalOpensDaysBefore));
        Assert.Equal(new LegalDate(row.LastDay, Provisional: false), lastDay);
        Assert.Equal(row.Lapses, lastDay.Date.AddDays(1));
    }
}
