using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Tests.Notices;
using OrleansRegistry.Silo;
using OrleansRegistry.Infrastructure.Tests.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Identity;

/// <summary>
/// Goal: the source's comparison of a portrait proves an identity and nothing less does; person and account follow the
/// decision also when the registry is killed in between. Method: a whole registry, a source over HTTP.
/// </summary>
public sealed class BindingSourceTests : IDisposable
{
    private const string Number = "410105198502280015", Password = "Another-Good-One-1";
    private readonly TestPlace _place = new();
    private int _shade;

    [Theory]
    [InlineData("""{"match":true,"portrait":"match"}""", ApplicationStatus.Approved)]
    [InlineData("""{"match":true,"portrait":"noMatch"}""", ApplicationStatus.Submitted)]
    [InlineData("""{"match":true}""", ApplicationStatus.Submitted)]
    [InlineData("""{"match":false,"portrait":"match"}""", ApplicationStatus.Refused)]
    public async Task The_source_decides_by_a_portrait_and_by_nothing_less(string answer, ApplicationStatus status)
    {
        await using var source = await Receiver.Start((_, http) => Answer(http, answer));
        await using var registry = await Open(source);
        var account = await Account(registry);
        Assert.IsType<Answer.Done>(await Filed(registry, account, portrait: true));
        await registry.Drain();
        Assert.Equal(status, (await Binding(registry, account)).Applications[0].Status);
        Assert.Equal(status == ApplicationStatus.Approved, await PersonOf(registry, account) is not null);
        var asked = JsonDocument.Parse(Assert.Single(source.All).Body).RootElement;
        Assert.Equal(0x89, asked.GetProperty("portrait").GetBytesFromBase64()[0]); // A PNG.
        Assert.Equal(Number, asked.GetProperty("identityNumber").GetString());
    }

    [Theory]
    [InlineData("""{"match":true,"portrait":"perhaps"}""")]
    [InlineData("""{"portrait":"match"}""")]
    public async Task No_answer_is_ever_guessed(string answer)
    {
        await using var source = await Receiver.Start((_, http) => Answer(http, answer));
        await using var registry = await Open(source);
        var account = await Account(registry);
        await Filed(registry, account, portrait: true);
        await registry.Drain();
        Assert.Equal(ApplicationStatus.Submitted, (await Binding(registry, account)).Applications[0].Status);
        Assert.Equal(1, (await registry.Operations.Backlog()).Consequences);
    }

    [Fact]
    public async Task Of_two_accounts_with_the_same_number_one_is_bound_and_the_other_stays_with_the_desk()
    {
        await using var source = await Receiver.Start((_, http) =>
            Answer(http, """{"match":true,"portrait":"match"}"""));
        await using var registry = await Open(source);
        var (one, two) = (await Account(registry), await Account(registry));
        await Filed(registry, one, portrait: true);
        await Filed(registry, two, portrait: true);
        await registry.Drain();
        string?[] bound = [await PersonOf(registry, one), await PersonOf(registry, two)];
        Assert.Single(bound, key => key is not null);
        var other = await Binding(registry, bound[0] is null ? one : two);
        Assert.Equal((ApplicationStatus.Submitted, (BoundIdentity?)null), (other.Applications[0].Status, other.Bound));
        Assert.Equal(0, (await registry.Operations.Backlog()).Consequences);
    }

    [Fact]
    public async Task A_registry_that_stops_after_the_decision_lets_person_and_account_follow_when_it_is_back()
    {
        await using var source = await Receiver.Start((_, http) => Answer(http, """{"match":true}"""));
        string account;
        await using (var registry = await Open(source))
        {
            account = await Account(registry);
            await Filed(registry, account);
            await registry.Drain();
            var id = (await Binding(registry, account)).Applications[0].Id;
            // Nobody waits for what follows.
            var officer = new Actor("officer", Roles.Officer, Channel.Import) { Authority = "41", Desks = Desks.Road };
            Assert.IsType<Answer.Done>(await registry.Execute(IdentityBinding.IdOf(account),
                new Envelope("approve", new Approve(id), officer)));
        }
        await using var again = await Open(source);
        await again.Drain();
        var key = await PersonOf(again, account);
        Assert.Equal(account, ((Person)(await again.Load(new EntityId(EntityKind.Person, key!)))!.State).AccountId);
        Assert.Equal(0, (await again.Operations.Backlog()).Consequences);
        Assert.Empty((await again.Operations.Parked(new PageRequest())).Items);
    }

    private static Task Answer(HttpContext http, string body)
    {
        http.Response.StatusCode = 200;
        return http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    private static async Task<string> Account(TestRegistry registry)
    {
        var name = "holder." + Guid.NewGuid().ToString("N")[..8];
        var account = new Account("", name, null, Roles.Holder, null, Desks.None, null, MustChangePassword: false,
            Disabled: false);
        return (await registry.Accounts.Open(account, Password)).Value!.Id;
    }

    private async Task<Answer> Filed(TestRegistry registry, string account, bool portrait = false)
    {
        var filer = new Actor(account, Roles.Holder, Channel.Http);
        var file = new FileBinding(new IdentityForm("王小明", IdentityKind.CitizenId, Number),
            await Picture(registry, MaterialKind.IdentityFront, filer),
                await Picture(registry, MaterialKind.IdentityBack, filer),
            portrait ? await Picture(registry, MaterialKind.IdentityPortrait, filer) : null);
        return await registry.Execute(IdentityBinding.IdOf(account), new Envelope("file:" + account, file, filer));
    }

    private async Task<string> Picture(TestRegistry registry, MaterialKind kind, Actor owner)
    {
        var id = $"D-{Guid.NewGuid():N}";
        using var stream = new MemoryStream(Cards.Png(856, 540, (byte)++_shade));
        Assert.IsType<Upload.Kept>(await registry.Documents.Add(id, kind, "a.png", owner, stream));
        return id;
    }

    private static async Task<IdentityBinding> Binding(TestRegistry registry, string account) =>
        (IdentityBinding)(await registry.Load(IdentityBinding.IdOf(account)))!.State;

    private static async Task<string?> PersonOf(TestRegistry registry, string account) =>
        (await registry.Accounts.Find(account))!.PersonKey;

    private async Task<TestRegistry> Open(Receiver source) => await TestRegistry.Start(
        _place.Options with { Clock = TestPlace.Start, IdentitySourceUrl = source.Url }, new LocalParts());

    public void Dispose() => _place.Dispose();
}
