using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// Renewal (换发, rules.md A.4, G.2, H.1, H.7): given a certificate, when someone acts or time passes, then.
/// </summary>
public sealed class RenewalTests
{
    private static Stage Given17 => new Stage("2024-01-02").Given("2020-03-01");

    [Fact]
    public void Renewal_is_too_early_31_days_before_expiry_and_says_from_when()
    {
        var stage = Given17.At("2026-01-28").WhenApplies(new RenewalForm()).ThenRefused(RefusalCode.TooEarly);
        Assert.Equal(new DateOnly(2026, 1, 29), ((Decision.Refused)stage.Last).Refusal.RetryFrom);
    }

    [Fact]
    public void Renewal_opens_30_days_before_expiry() =>
        Given17.At("2026-01-29").WhenApplies(new RenewalForm()).ThenDone();

    [Fact]
    public void A_renewal_approved_early_starts_the_day_after_the_old_period()
    {
        var stage = Given17.At("2026-02-02").WhenApplies(new RenewalForm()).ThenDone();
        stage.WhenOfficer(new Accept(stage.ApplicationId)).ThenDone();
        stage.At("2026-02-03").WhenOfficer(new Approve(stage.ApplicationId)).ThenDone();
        Assert.Equal(new Period(new DateOnly(2026, 3, 1), new DateOnly(2032, 2, 29)), stage.Certificate.Period);
        Assert.Equal(CertificateStatus.Valid, stage.StandingOn("2026-02-10").Status);
        Assert.Equal(2, stage.Certificate.DocumentVersion);
    }

    [Fact]
    public void Without_a_renewal_the_certificate_expires_is_warned_and_lapses_on_day_181()
    {
        var stage = Given17.WhenTimePasses("2026-08-27T23:59:59");
        Assert.Equal(CertificateStatus.Expired, stage.StatusNow);
        stage.WhenTimePasses("2026-08-28T00:00:00").ThenDone();
        Assert.Equal(
            new Cancellation(CancellationGround.Lapsed, new DateOnly(2026, 8, 28), null, null),
            stage.Certificate.Cancellation);
        stage.WhenTimePasses("2026-08-28T00:00:00").Then();
    }

    [Fact]
    public void A_pending_renewal_blocks_the_lapse_and_its_refusal_on_day_184_cancels_that_day()
    {
        var stage = Given17.At("2026-08-27").WhenApplies(new RenewalForm()).ThenDone();
        stage.At("2026-08-28").WhenOfficer(new Accept(stage.ApplicationId)).ThenDone();
        stage.WhenTimePasses("2026-08-31");
        Assert.Null(stage.Certificate.Cancellation);
        stage.WhenOfficer(new Refuse(stage.ApplicationId, ["材料不实"])).ThenDone();
        Assert.Equal(new DateOnly(2026, 8, 31), stage.Certificate.Cancellation!.EffectiveOn);
    }
}
