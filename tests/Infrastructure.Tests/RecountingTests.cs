using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Infrastructure.Samples;
using OrleansRegistry.Storage;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests;

/// <summary>
/// Goal: what is armed is what the rules in force say, whenever they became so (rules.md H.19). Method: certificates
/// whose next deadline is the opening of their renewal, and rules that open it sooner.
/// </summary>
public sealed class RecountingTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 8, 28);

    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(30);

    private readonly TestPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Rules_with_another_limit_move_what_rests_on_it_and_a_dry_run_only_says_how_many()
    {
        await using (var registry = await Filled())
        {
            var before = await Armed(registry);
            var version = registry.Rulebook.Version;
            OpenRenewalsSooner();

            var rehearsed = await registry.Operations.ReloadRules(dryRun: true);
            Assert.Null(rehearsed.Refusal);
            Assert.Equal(before, await Armed(registry));
            Assert.Equal(version, registry.Rulebook.Version);

            var moved = (await registry.Operations.ReloadRules(dryRun: false)).Value;
            Assert.True(moved.Complete);
            Assert.True(moved.Moved > 5, $"only {moved.Moved} moved");
            Assert.Equal(rehearsed.Value.Moved, moved.Moved);
            var after = await Armed(registry);
            Assert.Equal(moved.Moved, after.Count(row => before[row.Key] != row.Value));
            Assert.Equal(before.Keys, after.Keys);

            var again = (await registry.Operations.ReloadRules(dryRun: false)).Value;
            Assert.Equal(0, again.Moved);
        }
        Assert.True(await _place.Verified(_today) > 5);
    }

    [Fact]
    public async Task Rules_that_changed_while_it_was_down_are_counted_after_the_start()
    {
        Dictionary<string, DueDeadline> before;
        await using (var registry = await Filled())
        {
            before = await Armed(registry);
            await LoneSilo.Until(_moment, async () => await registry.Store.Settings.Get("counted-by") is not null);
        }
        OpenRenewalsSooner();
        await using (var registry = await Open())
        {
            await LoneSilo.Until(
                _moment, async () => (await Armed(registry)).Count(row => before[row.Key] != row.Value) > 5);
        }
    }

    /// <summary>An older silo arms what it knows; the rules are the same (docs/operations.md, "Upgrades").</summary>
    [Fact]
    public async Task What_was_armed_otherwise_is_armed_anew_when_the_same_rules_are_loaded_again()
    {
        await using var registry = await Filled();
        await LoneSilo.Until(_moment, async () => await registry.Store.Settings.Get("counted-by") is not null);
        var before = await Armed(registry);
        const string later = "UPDATE deadline SET due_at = due_at + 864000000000";
        if (_place.Options.Postgres is { } database) await PostgresServer.Run(database, later);
        else RawDatabase.Run(_place.Options.Folder, later);
        Assert.Equal(before.Count, (await registry.Operations.ReloadRules(dryRun: false)).Value.Moved);
        Assert.Equal(before, await Armed(registry));
    }

    [Fact]
    public async Task A_calendar_that_is_only_tried_is_not_in_use()
    {
        await using var registry = await Filled();
        var year = """{ "2041": { "holidays": ["2041-01-01"], "workdays": [] } }"""u8.ToArray();
        Assert.Null((await registry.Operations.LoadCalendar(year, dryRun: true)).Refusal);
        Assert.DoesNotContain(2041, registry.Operations.CalendarYears);
        Assert.Null((await registry.Operations.LoadCalendar(year, dryRun: false)).Refusal);
        Assert.Contains(2041, registry.Operations.CalendarYears);
    }

    private Task<TestRegistry> Open() => _place.OpenAt(_today);

    private async Task<TestRegistry> Filled()
    {
        var registry = await Open();
        var samples = SampleRegister.Make(200, 3, _today).Where(sample => sample.Certificate.CancelledBy is null)
            .DistinctBy(sample => sample.Person.IdentityNumber).Take(60);
        foreach (var sample in samples)
        {
            var person = await registry.NewId(EntityKind.Person, sample.Person, sample.Person.IdentityNumber);
            await registry.NewId(
                EntityKind.Certificate, sample.Certificate with { PersonKey = person.Key },
                sample.Person.IdentityNumber);
        }
        await registry.Drain();
        return registry;
    }

    /// <summary>Every armed deadline, by its entity.</summary>
    private static async Task<Dictionary<string, DueDeadline>> Armed(TestRegistry registry) =>
        (await registry.Store.Work.Due(
            RingPart.Whole, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, after: null, 1_000))
        .OrderBy(row => row.Id.Key, StringComparer.Ordinal).ToDictionary(row => row.Id.Key);

    /// <summary>
    /// The built-in rules, in the data folder, but that renewals open 60 days before the end, not 30.
    /// </summary>
    private void OpenRenewalsSooner()
    {
        var file = JsonNode.Parse(Rulebook.Embedded.Text)!.AsObject();
        file["version"] = "2026-08-28.1";
        var opens = file["parameters"]!.AsArray().Single(row => (string)row!["id"]! == "renewalOpensDaysBefore");
        opens!["values"]![0]!["value"] = 60;
        Directory.CreateDirectory(_place.Options.Folder); // On PostgreSQL nobody has made it.
        File.WriteAllText(Path.Combine(_place.Options.Folder, "rules.json"), file.ToJsonString());
    }
}
