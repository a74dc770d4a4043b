using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Infrastructure.Tests;

/// <summary>
/// The text of the rules by which something was decided can be read for ever, by the version in its event.
/// </summary>
public sealed class KeptRulesTests : IDisposable
{
    private readonly TestPlace _place = new();

    [Fact]
    public async Task The_railway_s_rules_of_an_older_decision_are_found_by_the_version_in_its_event()
    {
        byte[] newer;
        EntityId before, after, person;
        await using (var registry = await Open())
        {
            (person, before) = await Driver(registry, "410105198502280015");
            newer = Edited(file => file["version"] = "2026-03-01.1");
            Assert.Null((await registry.Operations.ReloadRules(dryRun: false)).Refusal);
            (_, after) = await Driver(registry, "410105197001010012");
            Assert.Equal("2026-03-01.1", registry.RailRulebook.Version[..12]);
            Assert.Equal(
                "2026-03-01.1", registry.ContextFor(RegistryDriver.Importer, null!).RailRulebook.Version[..12]);
        }
        File.Delete(RailFile);
        await using var again = await Open();
        Assert.Equal(RailRulebook.Embedded.Version, again.RailRulebook.Version);
        var rulebooks = new RulebookStore(_place.Options.Folder, again.Store.Settings);
        Assert.Equal(RailRulebook.Embedded.Text, await rulebooks.TextOf(await VersionOf(again, before)));
        Assert.Equal(newer, await rulebooks.TextOf(await VersionOf(again, after)));
        Assert.Equal(Rulebook.Embedded.Text, await rulebooks.TextOf(await VersionOf(again, person)));
        Assert.Null(await rulebooks.TextOf("2020-01-01.1+00000000"));
    }

    /// <summary>Two silos, each with a year: neither had seen the other's.</summary>
    [Fact]
    public async Task Years_of_the_calendar_loaded_on_two_hosts_are_both_kept_and_a_host_says_that_it_followed()
    {
        await using var registry = await Open();
        RulebookStore Books() => new(_place.Options.Folder, registry.Store.Settings);
        var (one, other) = (Books(), Books());
        var (rulesInForce, theirs) = (await one.Open(TimeProvider.System), await other.Open(TimeProvider.System));
        await one.Add(rulesInForce, Year(2041), default);
        await other.Add(theirs, Year(2042), default);
        Assert.Equal([2041, 2042], theirs.Calendar.Years.Where(year => year > 2040));

        Assert.True(await one.Follow(rulesInForce, default));
        Assert.False(await one.Follow(rulesInForce, default));
        Assert.False(await other.Follow(theirs, default));
        Assert.Equal([2041, 2042], rulesInForce.Calendar.Years.Where(year => year > 2040));
        Assert.Equal(rulesInForce.Calendar.Write(), theirs.Calendar.Write());
        await Task.WhenAll(Enumerable.Range(2043, 8)
            .Select(year => Task.Run(() => Books().Add(theirs, Year(year), default))));
        await one.Follow(rulesInForce, default);
        Assert.Equal(10, rulesInForce.Calendar.Years.Count(year => year > 2040));
    }

    [Fact]
    public async Task Years_loaded_at_once_on_one_host_count_at_once()
    {
        await using var registry = await Open();
        await Task.WhenAll(Enumerable.Range(2041, 16).Select(year => Task.Run(
            () => registry.Operations.LoadCalendar(Year(year).Write(), dryRun: false))));
        Assert.Equal(Enumerable.Range(2041, 16), registry.Calendar.Years.Where(year => year > 2040));
    }

    private static WorkingCalendar Year(int year) =>
        Assert.IsType<RulebookLoad<WorkingCalendar>.Loaded>(WorkingCalendar.Parse(Encoding.UTF8.GetBytes(
            $$"""{ "{{year}}": { "holidays": ["{{year}}-01-01"], "workdays": [] } }"""))).Rulebook;

    [Fact]
    public async Task Another_host_on_the_same_store_follows()
    {
        await using var registry = await Open();
        var rulebooks = new RulebookStore(_place.Options.Folder, registry.Store.Settings);
        var rulesInForce = await rulebooks.Open(TimeProvider.System);
        Edited(file => file["version"] = "2026-03-01.1");
        await registry.Operations.ReloadRules(dryRun: false);
        await rulebooks.Follow(rulesInForce, default);
        Assert.Equal(registry.RailRulebook.Version, rulesInForce.RailRulebook.Version);
        Assert.NotEqual(RailRulebook.Embedded.Version, rulesInForce.RailRulebook.Version);
    }

    [Fact]
    public async Task A_file_that_is_not_in_order_changes_nothing_and_opens_nothing()
    {
        await using (var registry = await Open())
        {
            Edited(file => file.Remove("materials"));
            var refusal = (await registry.Operations.ReloadRules(dryRun: false)).Refusal;
            Assert.Equal(RefusalCode.Malformed, refusal!.Code);
            Assert.All(refusal.Faults, fault => Assert.Equal("rail", fault.Field));
            Assert.Equal(RailRulebook.Embedded.Version, registry.RailRulebook.Version);
        }
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(Open);
        Assert.StartsWith("rail.json is not in order: ", thrown.Message, StringComparison.Ordinal);
    }

    private string RailFile => Path.Combine(_place.Options.Folder, "rail.json");

    /// <summary>The built-in file, changed, in the data folder.</summary>
    private byte[] Edited(Action<JsonObject> change)
    {
        var file = JsonNode.Parse(RailRulebook.Embedded.Text)!.AsObject();
        change(file);
        Directory.CreateDirectory(_place.Options.Folder); // On PostgreSQL nobody has made it.
        File.WriteAllText(RailFile, file.ToJsonString());
        return Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    private static async Task<string> VersionOf(TestRegistry registry, EntityId id) =>
        (await registry.Queries.History(id, new PageRequest(10))).Items[0].RuleVersion;

    private static async Task<(EntityId Person, EntityId Career)> Driver(TestRegistry registry, string number)
    {
        var person =
            await registry.NewId(EntityKind.Person, new RegisterPerson("王小明", IdentityKind.CitizenId, number), number);
        return (
            person,
            await registry.NewId(EntityKind.RailLicence, new RegisterRailDriver { PersonKey = person.Key }, number));
    }

    private Task<TestRegistry> Open() => _place.OpenAt(new DateOnly(2026, 3, 2));

    public void Dispose() => _place.Dispose();
}
