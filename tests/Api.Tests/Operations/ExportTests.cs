using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: a person takes out everything that the registry has about them, and nothing about anybody else (decisions 7).
/// Method: one of everything, then each list; and every person of the register is looked for in another's export.
/// </summary>
[Collection(Shared.Name)]
public sealed class ExportTests(RegistryApp app)
{
    private const string Export = HttpSteps.Api + "/me/export";

    [Fact]
    public async Task Everything_about_the_caller_is_in_the_export()
    {
        var (holder, certificate, application) = await app.Renewal();
        using var agreed = await holder.Post(
            HttpSteps.Api + "/me/agreements", new { agreements = await holder.Agreements() });
        await agreed.Is(HttpStatusCode.NoContent);
        var document = await holder.Uploaded("portraitPhoto");
        using var draft = new StringContent("""{"form":{"address":"中原路一号"}}""", Encoding.UTF8, "application/json");
        using var saved = await holder.PutAsync(
            new Uri(HttpSteps.Api + "/me/drafts/certificate.change", UriKind.Relative), draft);
        await saved.Is(HttpStatusCode.NoContent);
        var officer = await app.As("officer.henan");
        await officer.Get($"{HttpSteps.Api}/certificates/{certificate}");

        var export = await holder.Get(Export);

        var person = export["person"]!;
        Assert.Equal("person.registered", (string)person["history"]![0]!["type"]!);
        Assert.Equal([certificate], Ids(export["certificates"]!, one => one["certificate"]!["id"]!));
        Assert.Equal([application], Ids(export["applications"]!, one => one["id"]!));
        Assert.Contains(document, Ids(export["documents"]!, one => one["id"]!));
        var address = (string)export["documents"]![0]!["address"]!;
        using var content = await holder.GetAsync(new Uri(address, UriKind.Relative));
        await content.Is(HttpStatusCode.OK);
        Assert.True((bool)Assert.Single(export["sessions"]!.AsArray())!["current"]!);
        var agreements = await holder.Get(HttpSteps.Api + "/agreements");
        Assert.Equal(
            Ids(agreements["items"]!, one => one["id"]!).Order(), Ids(export["consents"]!, one => one["id"]!).Order());
        Assert.Equal("中原路一号", (string)export["drafts"]![0]!["content"]!["form"]!["address"]!);
        Assert.NotEmpty(export["notices"]!.AsArray());
        var reader = Assert.Single(export["readers"]!.AsArray(), one => (string)one!["what"]! == "getCertificate")!;
        Assert.Equal((certificate, "41"), ((string)reader["about"]!, (string)reader["authority"]!));
        Assert.Equal("officer", (string)Assert.Single(reader["roles"]!.AsArray())!);
        var account = (string)(await officer.Get(HttpSteps.Api + "/me"))["id"]!;
        Assert.DoesNotContain(account, export["readers"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_another_person_is_in_it()
    {
        var driver = await app.As("driver.1");
        var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes((await driver.Get(Export)).ToJsonString(
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));
        var own = (await driver.Get(HttpSteps.Api + "/me"))["realName"]!;
        var store = app.Services.GetRequiredService<IRegistryStore>();
        var (people, found) = (0, new List<string>());
        await foreach (var entity in store.Audits.Entities())
        {
            if (entity.Id.Kind != EntityKind.Person || entity.Id.Key == (string)own["personId"]!) continue;
            var person = (Person)Storage.Deciding.LoadedEntity.Of(entity.Id, entity.Entity).State;
            people++;
            if (text.Contains(person.IdentityNumber, StringComparison.Ordinal)) found.Add(person.IdentityNumber);
            if (text.Contains(entity.Id.Key, StringComparison.Ordinal)) found.Add(entity.Id.Key);
            if (person.Name != (string)own["name"]! && text.Contains($"\"{person.Name}\"", StringComparison.Ordinal))
                found.Add(person.Name);
        }
        var accounts = await store.Accounts.Search(new AccountSearch(Roles: (Roles)1023), new PageRequest(200));
        found.AddRange(accounts.Items.Select(account => account.Account.Phone).OfType<string>()
            .Where(phone => text.Contains(phone, StringComparison.Ordinal)));
        Assert.True(people > 100, $"{people} people");
        Assert.Contains((string)own["identityNumber"]!, text, StringComparison.Ordinal);
        Assert.Empty(found);
    }

    [Fact]
    public async Task An_account_takes_twenty_exports_a_day()
    {
        using var holder = await app.NewAccount();
        for (var i = 0; i < Reads.ExportsADay; i++) await holder.Get(Export);
        using var refused = await holder.GetAsync(new Uri(Export, UriKind.Relative));
        await refused.Problem(429, "TOO_MANY");
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    private static IEnumerable<string> Ids(JsonNode list, Func<JsonNode, JsonNode> id) =>
        list.AsArray().Select(one => (string)id(one!)!);
}
