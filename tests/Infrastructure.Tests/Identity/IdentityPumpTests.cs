using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Infrastructure.Identity;
using OrleansRegistry.Infrastructure.Tests.Documents;
using OrleansRegistry.Infrastructure.Tests.Notices;
using OrleansRegistry.Silo;

namespace OrleansRegistry.Infrastructure.Tests.Identity;

/// <summary>
/// Goal: every new name is asked about once it may be, and answered once, whatever the source and the machine do.
/// Method: a real registry, a real HTTP source that answers as a test tells it, a clock that is moved.
/// </summary>
public sealed class IdentityPumpTests : IDisposable
{
    private const string Number = "410105198502280015";

    private readonly TestPlace _place = new();
    private EntityId _career;

    [Fact]
    public async Task Saved_outside_the_hours_and_asked_at_the_next_opening()
    {
        await using var source = await Answering(true);
        await using var registry = await Open("2026-02-14T18:00:00", source);
        await Applied(registry);
        await registry.Drain();
        Assert.Empty(source.All);
        Assert.Equal(IdentityCheckState.Queued, await State(registry));
        await registry.Operations.MoveClock(At("2026-02-15T08:00:00")); // Sunday, in a festival.
        Assert.Equal(IdentityCheckState.Passed, await State(registry));
        var asked = JsonDocument.Parse(Assert.Single(source.All).Body).RootElement;
        Assert.Equal("王新名", asked.GetProperty("name").GetString());
        Assert.Equal("citizenId", asked.GetProperty("identityKind").GetString());
        Assert.Equal(Number, asked.GetProperty("identityNumber").GetString());
        await registry.Drain();
        Assert.Single(source.All);
    }

    [Fact]
    public async Task A_name_that_does_not_belong_goes_back_to_the_driver()
    {
        await using var source = await Answering(false);
        await using var registry = await Open("2026-02-13T09:00:00", source);
        await Applied(registry);
        await registry.Drain();
        Assert.Equal(ApplicationStatus.EmployerReturned, (await Application(registry)).Status);
    }

    [Fact]
    public async Task A_source_that_is_away_is_asked_again_and_a_restart_in_between_loses_nothing()
    {
        await using (var away = await Receiver.Start(503))
        await using (var registry = await Open("2026-02-13T09:00:00", away))
        {
            await Applied(registry);
            await registry.Drain();
            Assert.Equal(IdentityCheckState.Asked, await State(registry));
            Assert.Single(away.All); // It waits before it asks again.
            Assert.Equal(1, (await registry.Operations.Backlog()).Consequences);
        }
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1));
        await using var source = await Answering(true);
        await using var again = await Open("2026-02-13T09:00:00", source, clock);
        await again.Drain();
        Assert.Equal(IdentityCheckState.Passed, await State(again));
        Assert.Equal(0, (await again.Operations.Backlog()).Consequences);
        Assert.Single(
            (await again.Queries.History(_career, new PageRequest(100))).Items,
            entry => entry.Type == "railApplication.identityAnswered");
    }

    [Fact]
    public async Task A_source_that_is_away_for_long_is_shown_to_the_administrator_and_asked_again_by_itself()
    {
        var away = true;
        await using var source = await Receiver.Start((_, http) => away
            ? Answer(http, 503, "")
            : Answer(http, 200, """{"match":true}"""));
        var clock = new FakeTimeProvider(TestPlace.Start);
        await using var registry = await Open("2026-02-13T17:59:59", source, clock);
        await Applied(registry);
        for (var tries = 1; tries <= _place.Options.MaxTries; tries++)
        {
            if (tries > 1) clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Empty((await registry.Operations.Parked(new PageRequest())).Items);
            await registry.Drain();
            Assert.Equal(tries, source.All.Count);
        }
        await registry.Operations.MoveClock(At("2026-02-13T18:00:00"));
        clock.Advance(TimeSpan.FromMinutes(10));
        await registry.Drain();
        Assert.Equal(_place.Options.MaxTries, source.All.Count); // Closed: nobody is asked, and nothing is forgotten.
        var shown = Assert.Single((await registry.Operations.Parked(new PageRequest())).Items);
        Assert.Equal(
            ((await Application(registry)).Id, "railApplication.askIdentitySource"), (shown.Entity.Key, shown.What));
        Assert.Equal("the identity source is away: HTTP 503; it is asked again by itself", shown.Error);
        away = false;
        await registry.Operations.MoveClock(At("2026-02-14T08:00:00"));
        Assert.Equal(IdentityCheckState.Passed, await State(registry));
        Assert.Empty((await registry.Operations.Parked(new PageRequest())).Items);
        Assert.Equal(0, (await registry.Operations.Backlog()).Consequences);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(302, "")]
    [InlineData(200, "yes")]
    [InlineData(200, """{"match":"yes"}""")]
    public async Task No_answer_is_ever_guessed(int status, string body)
    {
        await using var receiver = await Receiver.Start((_, http) => Answer(http, status, body));
        using var source = new HttpIdentitySource(new IdentitySourceOptions { Url = receiver.Url });
        var away = await Assert.ThrowsAsync<IdentitySourceAwayException>(
            () => source.Knows("王新名", IdentityKind.CitizenId, Number));
        Assert.DoesNotContain(Number, away.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("王新名", away.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_slow_or_not_there_is_away()
    {
        var release = new TaskCompletionSource();
        await using var receiver = await Receiver.Start((_, _) => release.Task);
        using var slow = new HttpIdentitySource(
            new IdentitySourceOptions { Url = receiver.Url, Timeout = TimeSpan.FromMilliseconds(100) });
        await Assert.ThrowsAsync<IdentitySourceAwayException>(() => slow.Knows("a", IdentityKind.CitizenId, Number));
        release.SetResult();
        using var nobody = new HttpIdentitySource(new IdentitySourceOptions { Url = new Uri("http://127.0.0.1:1/") });
        await Assert.ThrowsAsync<IdentitySourceAwayException>(() => nobody.Knows("a", IdentityKind.CitizenId, Number));
    }

    [Fact]
    public async Task The_token_goes_along()
    {
        string? token = null;
        await using var receiver = await Receiver.Start((_, http) =>
        {
            token = http.Request.Headers.Authorization;
            return Answer(http, 200, """{"match":true}""");
        });
        using var source = new HttpIdentitySource(new IdentitySourceOptions { Url = receiver.Url, Token = "secret" });
        Assert.True(await source.Knows("a", IdentityKind.CitizenId, Number));
        Assert.Equal("Bearer secret", token);
    }

    private static Task<Receiver> Answering(bool match) =>
        Receiver.Start((_, http) => Answer(http, 200, match ? """{"match":true}""" : """{"match":false}"""));

    private static Task Answer(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        return http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    private async Task Applied(TestRegistry registry)
    {
        var import = Actor.Registry(Channel.Import);
        var person = await Created(
            registry, EntityKind.Person, new RegisterPerson("王小明", IdentityKind.CitizenId, Number), import);
        var employer =
            await Created(registry, EntityKind.Employer, new RegisterEmployer("郑州机务段", "91410100MA3X9K2P3K"), import);
        var held = new HeldClass(RailClass.Parse("J5")!, new DateOnly(2014, 4, 1));
        _career = await Created(registry, EntityKind.RailLicence, new RegisterRailDriver
        {
            PersonKey = person.Key, Employer = new EmployerLink(employer.Key),
            Licence = new OlderLicence([held], new DateOnly(2024, 4, 1), new DateOnly(2030, 3, 31)),
        }, import);
        var driver = new Actor("holder", Roles.Holder, Channel.Http) { PersonKey = person.Key };
        var materials = new List<Material>();
        var files = new[]
        {
            (MaterialKind.CorrectionProof, "a.pdf", RailFiles.Pdf()),
            (MaterialKind.Video, "a.mp4", RailFiles.Mp4("vide")),
        };
        foreach (var (kind, name, content) in files)
        {
            using var stream = new MemoryStream(content);
            Assert.IsType<Upload.Kept>(await registry.Documents.Add($"D-{kind}", kind, name, driver, stream));
            materials.Add(new Material(kind, $"D-{kind}"));
        }
        var apply = new Apply(new RailRenewalForm(RenewalReason.Name, NewName: "王新名"), [.. materials]);
        var answer = await registry.Execute(_career, new Envelope("apply", apply, driver));
        Assert.True(answer is Answer.Done, (answer as Answer.No)?.Refusal.Detail.En);
    }

    private static async Task<EntityId> Created(TestRegistry registry, EntityKind kind, Command command, Actor actor)
    {
        var id = Keys.ForNew(kind, "identity-test");
        Assert.IsType<Answer.Done>(await registry.Execute(id, new Envelope($"identity-test:{id.Key}", command, actor)));
        return id;
    }

    private async Task<RailApplication> Application(TestRegistry registry) =>
        ((RailCareer)(await registry.Load(_career))!.State).Applications[0];

    private async Task<IdentityCheckState> State(TestRegistry registry) =>
        (await Application(registry)).IdentityCheck!.State;

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+08:00", null).ToUniversalTime();

    private async Task<TestRegistry> Open(string now, Receiver source, TimeProvider? machineClock = null)
    {
        var clock = machineClock ?? TimeProvider.System;
        var options = _place.Options with { Clock = At(now) };
        return await TestRegistry.Start(
            options with { IdentitySourceUrl = source.Url }, new LocalParts { MachineClock = clock });
    }

    public void Dispose() => _place.Dispose();
}
