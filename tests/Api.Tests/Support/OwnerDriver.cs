using System.Net;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>A person with a certificate to whom an individual business belongs, and the one account of both.</summary>
/// <param name="Person">The account as itself.</param>
/// <param name="Business">The same session, each request for the business.</param>
/// <param name="Fleet">The business; its operator is another account, of somebody employed.</param>
/// <param name="PersonId">The person.</param>
/// <param name="Number">The person's number.</param>
/// <param name="CertificateId">The person's certificate.</param>
internal sealed record OwnerDriver(
    HttpClient Person, HttpClient Business, Fleet Fleet, string PersonId, string Number, string CertificateId)
{
    public const string Header = "Registry-Party";

    /// <summary>By two officers of Henan.</summary>
    public static async Task<OwnerDriver> New(RegistryApp app)
    {
        var owner = await NotYet(app);
        await Confirmed(app, await owner.Asked());
        await Until(owner, parties: 2);
        return owner;
    }

    /// <summary>The same before anybody has recorded it.</summary>
    public static async Task<OwnerDriver> NotYet(RegistryApp app)
    {
        var (person, certificate) = await app.Holder();
        var known = (await person.Get(HttpSteps.Api + "/me"))["realName"]!;
        var fleet = await Fleet.New(app, individual: true);
        return new OwnerDriver(person, For(app, person, fleet.OperatorId), fleet, (string)known["personId"]!,
            (string)known["identityNumber"]!, certificate);
    }

    /// <summary>The session of <paramref name="client"/>, each request for <paramref name="party"/>.</summary>
    public static HttpClient For(RegistryApp app, HttpClient client, string party)
    {
        var acting = app.Anonymous();
        acting.DefaultRequestHeaders.Authorization = client.DefaultRequestHeaders.Authorization;
        acting.DefaultRequestHeaders.Add(Header, party);
        return acting;
    }

    /// <summary>The body by which an officer names the owner.</summary>
    public object Body => new { name = "测试员", identityNumber = Number, evidence = "营业执照和身份证原件" };

    /// <summary>A first officer asks to record it; gives the approval.</summary>
    public async Task<string> Asked() => (string)(await Fleet.Officer.Done(
        $"{HttpSteps.Api}/operators/{Fleet.OperatorId}/owner", Body, HttpStatusCode.Accepted))["approvalId"]!;

    /// <summary>It is the person's no longer, by two officers.</summary>
    public async Task Ended(RegistryApp app)
    {
        var asked = await Fleet.Officer.Done($"{HttpSteps.Api}/operators/{Fleet.OperatorId}/owner/end",
            new { evidence = "已转让" }, HttpStatusCode.Accepted);
        await Confirmed(app, (string)asked["approvalId"]!);
    }

    /// <summary>A second officer confirms.</summary>
    public static async Task Confirmed(RegistryApp app, string approval)
    {
        var second = await app.As("officer.henan.2");
        await second.Done($"{HttpSteps.Api}/approvals/{approval}/confirm");
    }

    /// <summary>Waits until the account has as many parties: what was confirmed reaches it by itself.</summary>
    public static async Task Until(OwnerDriver owner, int parties)
    {
        for (var i = 0; i < 200; i++)
        {
            if ((await owner.Person.Get(HttpSteps.Api + "/me"))["parties"]!.AsArray().Count == parties) return;
            await Task.Delay(50);
        }
        throw new TimeoutException("the account has not followed its person");
    }
}
