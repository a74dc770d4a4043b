using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Audit;

namespace OrleansRegistry.Infrastructure.Tests.Audit;

/// <summary>What alarms an auditor, at which number and hour, and how often.</summary>
public sealed class AuditAlarmsTests : IDisposable
{
    private readonly TestStore _place = new();
    private readonly FakeTimeProvider _clock = new(TestPlace.Start);
    private readonly AuditAlarms _alarms;
    private readonly AuditTrail _trail;
    private readonly List<(string Account, AuditAlarm Alarm)> _notified = [];

    public AuditAlarmsTests()
    {
        _alarms = new AuditAlarms(_clock, NullLogger<AuditAlarms>.Instance);
        _trail = new AuditTrail(_place.Store.AuditLog, "one", _clock) { Alarms = _alarms };
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("2026-02-13T21:59:59+08:00", false)]
    [InlineData("2026-02-13T22:00:00+08:00", true)]
    [InlineData("2026-02-14T05:59:59+08:00", true)]
    [InlineData("2026-02-14T06:00:00+08:00", false)]
    public async Task Reading_alarms_between_22_and_6_and_not_by_day(string at, bool alarms)
    {
        _clock.SetUtcNow(DateTimeOffset.Parse(at, null).ToUniversalTime());
        for (var i = 0; i < AuditAlarms.AtNight + 1; i++) await Read("getApplication");
        Assert.Equal(alarms ? [("a1", AuditAlarm.NightWork)] : [], await Raised());
    }

    [Fact]
    public async Task Look_ups_at_night_are_the_roadside_s_work()
    {
        _clock.SetUtcNow(new DateTimeOffset(2026, 2, 13, 18, 0, 0, TimeSpan.Zero));
        for (var i = 0; i < AuditAlarms.AtNight + 1; i++) await Read("lookup");
        Assert.Empty(await Raised());
    }

    [Fact]
    public async Task Each_hour_that_passes_the_limit_alarms_once()
    {
        for (var i = 1; i < AuditAlarms.LookUps; i++) await Read("lookup");
        Assert.Empty(await Raised());
        await Read("search");
        await Read("search");
        Assert.Equal([("a1", AuditAlarm.ManyLookUps)], await Raised());
        _clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < AuditAlarms.LookUps; i++) await Read("lookup");
        Assert.Equal(2, (await Raised()).Count);
        Assert.Equal(2, (await Found("alarm.manyLookUps")).Count(one => one.About!.Value.SequenceEqual(["a1"])));
    }

    [Fact]
    public async Task A_budget_that_is_spent_alarms_at_once()
    {
        await _trail.Record(new AuditRecord(default, AuditClass.Act, "lookup.overBudget", "a1"));
        Assert.Equal([("a1", AuditAlarm.ManyLookUps)], await Raised());
    }

    [Fact]
    public async Task Refusals_without_an_account_stand_in_the_audit_by_their_network_and_notify_nobody()
    {
        for (var i = 0; i < AuditAlarms.Refusals; i++)
            _trail.Count(new RefusedRequest(null, "10.1.2.3", RefusalCode.NotSignedIn, "getMe"));
        Assert.Empty(await Raised());
        Assert.Equal(["10.1.2.3"], (await Found("alarm.manyRefusals"))[0].About!.Value);
    }

    private Task Read(string what) => _trail.Record(new AuditRecord(default, AuditClass.Personal, what, "a1"));

    private async Task<List<(string, AuditAlarm)>> Raised()
    {
        await _alarms.RaiseDue(_trail, (account, alarm, _) =>
        {
            _notified.Add((account, alarm));
            return Task.CompletedTask;
        });
        return _notified;
    }

    private async Task<AuditRecord[]> Found(string what) =>
        [.. (await _trail.Search(new AuditSearch(What: what), new PageRequest(10))).Items.Select(line => line.Record)];
}
