using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>Makes what a test begins with, by the API itself.</summary>
internal static class Cases
{
    private static int _sequence = 100;

    /// <summary>A citizen number that nobody in this process has had: born 1985-06-15 in a district of Henan.</summary>
    public static string CitizenNumber() =>
        CitizenNumbers.Of("410185", "19850615", Interlocked.Increment(ref _sequence));

    /// <summary>The body of a registration: a freight driver of Henan whose certificate ends on 2026-02-28.</summary>
    public static JsonObject Row(string? number = null, string kind = "freightDriver", string authority = "410100",
        string validFrom = "2020-03-01")
    {
        number ??= CitizenNumber();
        return new JsonObject
        {
            ["certificateNumber"] = number, ["kind"] = kind,
            ["holder"] = new JsonObject { ["name"] = "测试员", ["identityNumber"] = number },
            ["authority"] = authority, ["firstIssuedOn"] = validFrom, ["validFrom"] = validFrom,
        };
    }

    /// <summary>A certificate that nobody else uses.</summary>
    public static async Task<JsonNode> Certificate(
        this RegistryApp app, string kind = "freightDriver", string validFrom = "2020-03-01")
    {
        var officer = await app.As("officer.henan");
        return await officer.Done(
            HttpSteps.Api + "/certificates",
            Row(kind: kind, validFrom: validFrom).ToJsonString(),
            HttpStatusCode.Created);
    }

    /// <summary>The one certificate of a demonstration driver.</summary>
    public static async Task<string> CertificateOf(this RegistryApp app, string driver)
    {
        var client = await app.As(driver);
        return (string)(await client.Get(HttpSteps.Api + "/certificates?mine=true"))["items"]![0]!["id"]!;
    }

    /// <summary>
    /// A new natural person's account, signed in (<see cref="RegistryApp.Opened"/>).
    /// </summary>
    public static async Task<HttpClient> NewAccount(this RegistryApp app, bool agrees = true)
    {
        var name = "holder." + Guid.NewGuid().ToString("N")[..12];
        var account = new Account(
            "", name, null, Roles.Holder, null, Desks.None, null, MustChangePassword: false, Disabled: false);
        var client = await app.Opened(account);
        if (!agrees) return client;
        using var agreed = await client.Post(
            HttpSteps.Api + "/me/agreements", new { agreements = await client.Agreements() });
        await agreed.Is(HttpStatusCode.NoContent);
        return client;
    }

    /// <summary>The versions that count now, as they are agreed to.</summary>
    public static async Task<object[]> Agreements(this HttpClient client) =>
        [.. (await client.Get(HttpSteps.Api + "/agreements"))["items"]!.AsArray()
            .Select(one => new { id = (string)one!["id"]!, version = (string)one["version"]! })];

    /// <summary>Asks for a verification code and reads it where Development shows it.</summary>
    public static async Task<(string RequestId, string Code)> Code(
        this HttpClient client, string phone, string purpose = "signIn")
    {
        var asked = await client.Done(
            HttpSteps.Api + "/verification-codes", new { phone, purpose }, HttpStatusCode.Accepted);
        var id = (string)asked["requestId"]!;
        var sent = (await client.Get("/dev/codes"))["items"]!.AsArray()
            .Single(one => (string)one!["requestId"]! == id)!;
        Assert.Equal((phone, purpose), ((string)sent["phone"]!, (string)sent["purpose"]!));
        return (id, (string)sent["code"]!);
    }

    /// <summary>
    /// The account is this person's, as an older register vouches for it: behind the API, and without the 72 hours.
    /// What the proof of identity is like for everybody else: RealNameTests.
    /// </summary>
    public static async Task BindRealName(this RegistryApp app, HttpClient client, string name, string number)
    {
        var registry = app.Services.GetRequiredService<IRegistry>();
        var account = (string)(await client.Get(HttpSteps.Api + "/me"))["id"]!;
        Envelope By(Command command) => new(Guid.NewGuid().ToString("N"), command,
            new Actor("registry", Roles.Registry, Channel.Http));
        var person = new RegisterPerson(name, IdentityKind.CitizenId, number);
        var (key, refusal) = await Registration.PersonOf(registry, person, By(person));
        Assert.Null(refusal);
        var bind = new RegisterBinding(account, key!, name, IdentityKind.CitizenId, number);
        Assert.IsType<Answer.Done>(await registry.Execute(IdentityBinding.IdOf(account), By(bind)));
        await Bound(client);
    }

    /// <summary>Waits until the account has followed its binding.</summary>
    public static async Task<JsonNode> Bound(HttpClient client)
    {
        for (var i = 0; i < 100; i++)
        {
            if ((await client.Get(HttpSteps.Api + "/me"))["realName"] is { } known) return known;
            await Task.Delay(50);
        }
        throw new TimeoutException("the account has not followed its binding");
    }

    /// <summary>The body of a filing, with two pictures of a card.</summary>
    public static async Task<object> Filing(this HttpClient client, string name, string number) => new
    {
        name, identityKind = "citizenId", identityNumber = number,
        frontDocumentId = await client.UploadedCard("identityFront"),
        backDocumentId = await client.UploadedCard("identityBack"),
    };

    /// <summary>Files a proof of identity; gives the application's id.</summary>
    public static async Task<string> FiledRealName(this HttpClient client, string name, string number) =>
        (string)(await client.Done(HttpSteps.Api + "/me/real-name", await client.Filing(name, number),
            HttpStatusCode.Accepted))["id"]!;

    /// <summary>A picture that can be that of a card, and is no other file.</summary>
    public static async Task<string> UploadedCard(this HttpClient client, string kind)
    {
        var shade = (byte)(Interlocked.Increment(ref _sequence) % 256);
        using var answer = await client.Upload(Images.Png(856, 540, padding: 1 + Random.Shared.Next(1000),
            shade: shade), kind);
        await answer.Is(HttpStatusCode.Created);
        return (string)(await answer.Json())["id"]!;
    }

    /// <summary>Waits until the source has answered: only then the desk can decide.</summary>
    public static async Task Answered(HttpClient desk, string application)
    {
        for (var i = 0; i < 100; i++)
        {
            if ((string?)(await desk.Get($"{HttpSteps.Api}/applications/{application}"))["identity"]?["check"]
                is not ("asked" or "queued")) return;
            await Task.Delay(50);
        }
        throw new TimeoutException("the identity source has not answered");
    }

    /// <summary>The materials of a renewal, uploaded.</summary>
    public static async Task<object[]> RenewalMaterials(this HttpClient client)
    {
        string[] kinds = ["drivingLicence", "certificateInfoPage", "certificateViolationPage", "portraitPhoto"];
        var materials = new List<object>();
        foreach (var kind in kinds) materials.Add(new { kind, documentId = await client.Uploaded(kind) });
        return [.. materials];
    }

    /// <summary>A holder of an own certificate in the renewal window, with nothing else going on.</summary>
    public static async Task<(HttpClient Holder, string CertificateId)> Holder(
        this RegistryApp app, string kind = "freightDriver")
    {
        var number = CitizenNumber();
        var officer = await app.As("officer.henan");
        var certificate = await officer.Done(
            HttpSteps.Api + "/certificates", Row(number, kind).ToJsonString(), HttpStatusCode.Created);
        var holder = await app.NewAccount();
        await app.BindRealName(holder, "测试员", number);
        return (holder, (string)certificate["id"]!);
    }

    /// <summary>A holder, where it does not matter of what.</summary>
    public static async Task<HttpClient> NewHolder(this RegistryApp app) => (await app.Holder()).Holder;

    /// <summary>An open renewal.</summary>
    public static async Task<(HttpClient Holder, string CertificateId, string ApplicationId)> Renewal(
        this RegistryApp app)
    {
        var (holder, certificate) = await app.Holder();
        var application = await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications", new
        {
            service = "certificate.renewal",
            form = new { },
            materials = await holder.RenewalMaterials(),
            delivery = "pickUp",
        }, HttpStatusCode.Created);
        return (holder, certificate, (string)application["id"]!);
    }
}
