using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Infrastructure.Audit;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tests.Audit;

/// <summary>
/// Goal: a month of the audit goes at its time and not before, as a whole, and what it was stays proven. Method: a
/// clock that the test moves past the end of its time, with and without a root over it.
/// </summary>
public sealed class AuditRetentionTests : IDisposable
{
    private static readonly DateTimeOffset _lastDay = new(2029, 2, 28, 15, 59, 59, TimeSpan.Zero);

    private readonly TestStore _place = new();
    private readonly FakeTimeProvider _clock = new(TestPlace.Start);
    private bool _sent = true;

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_month_goes_36_months_after_its_end_once_it_is_covered_and_sent_and_its_proof_stays()
    {
        var log = _place.Store.AuditLog;
        await new AuditTrail(log, "one", _clock).Record(new AuditRecord(default, AuditClass.Act, "act", "a1"));
        var roots = new DailyRoots(
            _place.Store.AuditRoots, (_, _, _) => ValueTask.FromResult("a.b.c"), _clock, _clock,
            NullLogger<DailyRoots>.Instance);
        _clock.SetUtcNow(_lastDay.AddSeconds(1));
        Assert.Equal(1, await Left()); // No root covers it.
        await roots.Make();
        _sent = false;
        Assert.Equal(1, await Left()); // The copy outside has not got it.
        _sent = true;
        Assert.Equal(0, await Left());

        Assert.True(await log.IsCut("2026-02"));
        var head = Assert.Single(await log.Heads());
        var proof = await roots.Proof("audit", head.Chain);
        Assert.Equal((head.Count, Convert.ToHexStringLower(head.Hash.Span)), (proof!.Version, proof.Head));
    }

    [Theory]
    [InlineData("2026-02", "2029-02-28", false)]
    [InlineData("2026-02", "2029-03-01", true)]
    [InlineData("2026-12", "2029-12-31", false)]
    [InlineData("2026-12", "2030-01-01", true)]
    public void The_time_of_a_month_is_over_on_the_first_day_after_36_months(string month, string day, bool over) =>
        Assert.Equal(over, AuditRetention.IsOver(month, DateOnly.ParseExact(day, "yyyy-MM-dd")));

    private async Task<int> Left()
    {
        await new AuditRetention(
            _place.Store.AuditLog, _place.Store.AuditRoots, (_, _) => ValueTask.FromResult(_sent), _clock,
            NullLogger<AuditRetention>.Instance).CutDue();
        return (await _place.Store.AuditLog.Texts("one/2026-02-13", 0, 10)).Count;
    }
}
