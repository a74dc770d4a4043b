using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Infrastructure.Audit;

namespace OrleansRegistry.Api.Tests.Audit;

/// <summary>
/// Goal: the auditor is alarmed by the audit itself (T8). Method: an account of its own does what should alarm, and the
/// auditor finds the alarm among the records and the notices.
/// </summary>
[Collection(Shared.Name)]
public sealed class AlarmTests(RegistryApp app)
{
    [Fact]
    public async Task T8_many_searches_alarm_the_auditor_once()
    {
        var (officer, account) = await app.NewOfficer();
        for (var i = 0; i < AuditAlarms.LookUps + 5; i++)
            await officer.Done($"{HttpSteps.Api}/search", new { kind = "certificate", name = "某" });
        await Alarmed(account, "alarm.manyLookUps", "大量查询");
    }

    [Fact]
    public async Task T14_many_refusals_alarm_the_auditor_once()
    {
        var (officer, account) = await app.NewOfficer();
        for (var i = 0; i < AuditAlarms.Refusals + 5; i++)
        {
            using var denied = await officer.GetAsync(new Uri($"{HttpSteps.Api}/admin/parked", UriKind.Relative));
            await denied.Is(HttpStatusCode.Forbidden);
        }
        await Alarmed(account, "alarm.manyRefusals", "大量请求被拒绝");
    }

    private async Task Alarmed(string account, string what, string words)
    {
        var auditor = await app.As("auditor");
        JsonNode[] records = [];
        for (var tries = 0; records.Length == 0 && tries < 100; tries++)
        {
            if (tries > 0) await Task.Delay(100);
            records = await app.Audited(new { about = account, what });
        }
        Assert.Single(records); // A window may end meanwhile: then it is not reached, or once.
        JsonNode[] notices = [];
        for (var tries = 0; notices.Length == 0 && tries < 100; tries++)
        {
            if (tries > 0) await Task.Delay(100);
            var found = await auditor.Get($"{HttpSteps.Api}/me/notices?kind=account.alarm&limit=200");
            notices = [.. found["items"]!.AsArray().Where(one => (string?)one!["values"]!["account"] == account)!];
        }
        Assert.Contains(words, (string)Assert.Single(notices)["text"]!, StringComparison.Ordinal);
    }
}
