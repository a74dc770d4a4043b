using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Verification;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>A sealed registry whose clock a test moves.</summary>
public sealed class ErasureApp() : RegistryApp(
    "Development", Clock, ("Registry:KeySecret", "the secret of a test and of nothing else"));

/// <summary>
/// Goal: what somebody said of oneself who never proved it goes for good when its time is over, and the registry still
/// verifies (M13; docs/adr/0150). Method: a filing that is refused, the account closed, the clock moved past the time.
/// </summary>
public sealed class ErasureTests(ErasureApp app) : IClassFixture<ErasureApp>
{
    private const string Api = HttpSteps.Api;

    [Fact]
    public async Task M13_the_history_of_a_closed_account_that_never_proved_anything_loses_its_key()
    {
        var officer = await app.As("officer.henan");
        using var filer = await app.NewAccount();
        var account = (string)(await filer.Get(Api + "/me"))["id"]!;
        var filing = await filer.Done(Api + "/me/real-name", await filer.Filing("抹除测试", Cases.CitizenNumber()),
            HttpStatusCode.Accepted);
        var id = (string)filing["id"]!;
        await officer.Done($"{Api}/applications/{id}/refuse", new { reasons = new[] { "人证不符" } });
        using (var closed = await filer.Post(Api + "/me/close", new { understood = true }))
            await closed.Is(HttpStatusCode.NoContent);
        var store = app.Services.GetRequiredService<IRegistryStore>();
        var entity = IdentityBinding.IdOf(account);
        Assert.Equal(2, (await store.Documents.Of(account, new PageRequest())).Items.Length);

        await MoveTo("2026-08-11T09:00:00+08:00");
        Assert.NotEmpty((await store.Queries.History(entity, new PageRequest())).Items);
        await officer.Get($"{Api}/applications/{id}");

        await MoveTo("2026-08-13T09:00:00+08:00"); // 180 days and more.
        await Until(async () => await store.Queries.Application(id) is null);
        Assert.Empty((await store.Queries.History(entity, new PageRequest())).Items);
        Assert.Empty((await store.Documents.Of(account, new PageRequest())).Items);
        using (var gone = await officer.GetAsync(new Uri($"{Api}/applications/{id}", UriKind.Relative)))
            await gone.Problem(404, "NOT_FOUND");
        await officer.Refused($"{Api}/applications/{id}/claim", 404, "NOT_FOUND");
        await Verified(store, entity);
    }

    /// <summary>By rule it is no fault; dropped by somebody else, it would be.</summary>
    private static async Task Verified(IRegistryStore store, Domain.Machines.EntityId entity)
    {
        var audited = await store.Audits.Entities().SingleAsync(one => one.Id == entity);
        Assert.True(audited.IsErased);
        Assert.Null(audited.BrokenAt());
        Assert.Equal("identity.historyErased", audited.Events[^1].Type);
        Assert.Empty(RegistryVerifier.Replayed(audited));
        var another = AuditedEntity.Erased(entity, audited.Entity, null, audited.Events[..^1]);
        Assert.Contains(RegistryVerifier.Replayed(another),
            fault => fault.Contains("no rule has erased it", StringComparison.Ordinal));
        var rest = (IdentityBinding)LoadedEntity.Of(entity, audited.Entity).State;
        Assert.NotNull(rest.ErasedAt);
    }

    private async Task MoveTo(string instant)
    {
        using var client = app.Anonymous();
        await client.Done("/dev/clock", new { to = instant });
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 200 && !await condition(); i++) await Task.Delay(50);
        Assert.True(await condition());
    }
}
