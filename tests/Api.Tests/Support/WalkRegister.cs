using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>
/// A register in which everything is there twice: the one's, and somebody else's. Every number, phone and address in it
/// is a text that stands nowhere else, so a walk over answers finds exactly who was shown what.
/// </summary>
internal sealed partial class WalkRegister(RegistryApp app)
{
    private static int _sequence;

    /// <summary>Everybody who asks.</summary>
    public List<WalkCaller> Callers { get; } = [];

    /// <summary>Everything that is asked for.</summary>
    public List<WalkThing> Things { get; } = [];

    /// <summary>Everything that not everybody may see.</summary>
    public List<WalkSecret> Secrets { get; } = [];

    /// <summary>Bodies that a table cannot write down, by the name that it gives them.</summary>
    public Dictionary<string, string> Bodies { get; } = [];

    /// <summary>Makes it, by the API itself.</summary>
    public static async Task<WalkRegister> New(RegistryApp app)
    {
        var register = new WalkRegister(app);
        register.Secret("the phone of a demonstration driver", "19900000001"); // Shown whole to nobody.
        await register.Offices();
        await register.Holders();
        await register.Deliveries();
        await register.Fleets();
        await register.Owners();
        await register.Trips();
        await register.Railways();
        await register.Contests();
        await register.Below();
        return register;
    }

    /// <summary>Who asks, by name.</summary>
    public WalkCaller this[string name] => Callers.Single(one => one.Name == name);

    /// <summary>What is asked for, by name.</summary>
    public WalkThing Thing(string name) => Things.Single(one => one.Name == name);

    private async Task Offices()
    {
        foreach (var (name, role) in ((string, string)[])
            [("centre", "centre"), ("nra", "nra"), ("admin", "admin"), ("auditor", "auditor")])
            await Add(name, role, await app.As(name));
        await Add("officer.henan", "officer", await app.As("officer.henan"), reach: "41", desks: "road");
        await Add("officer.yunnan", "officer", await app.As("officer.yunnan"), reach: "53", desks: "road charter");
        await Officer("officer.zhengzhou", "4101", Desks.Road, "road");
        await Officer("officer.luoyang", "4103", Desks.Road, "road");
        await Officer("officer.charterAlone", "5301", Desks.Charter, "charter");
        await Officer("officer.charterElsewhere", "52", Desks.Charter, "charter");
        await Add("enforcement.yunnan", "enforcement", await app.As("enforcement.yunnan"));
        await Add("enforcement.henan", "enforcement", await Opened(Roles.Enforcement, "41"));
    }

    private async Task Officer(string name, string reach, Desks desks, string words) =>
        await Add(name, "officer", await Opened(Roles.Officer, reach, desks), reach: reach, desks: words);

    private Task<HttpClient> Opened(Roles roles, string? authority, Desks desks = Desks.None) =>
        app.Opened(new Account("", $"walk.{Guid.NewGuid():N}"[..20], null, roles, authority, desks, null,
            MustChangePassword: false, Disabled: false));

    private async Task<WalkCaller> Add(
        string name, string role, HttpClient client, string? party = null, string? unit = null, string? reach = null,
        string desks = "")
    {
        var account = (string)(await client.Get(HttpSteps.Api + "/me"))["id"]!;
        var caller = new WalkCaller(name, role, client, party, unit, reach, desks) { AccountId = account };
        Callers.Add(caller);
        return caller;
    }

    private async Task<string> AddHolder(string name, HttpClient client, params string[] numberSeenBy)
    {
        var me = (await client.Get(HttpSteps.Api + "/me"))["realName"]!;
        var party = (string)me["personId"]!;
        await Add(name, "holder", client, party);
        Secrets.Add(new WalkSecret(
            "the number of " + name, (string)me["identityNumber"]!, [name, .. numberSeenBy]));
        return party;
    }

    private string Secret(string what, string value, params string[] seenBy)
    {
        Secrets.Add(new WalkSecret(what, value, seenBy));
        return value;
    }

    private string Phone(string what, params string[] seenBy) =>
        Secret("the phone of " + what, $"1398765{Interlocked.Increment(ref _sequence):D4}", seenBy);

    private string Address(string what, params string[] seenBy) => Secret(
        "the address of " + what, $"河南省郑州市金水区独一路{Interlocked.Increment(ref _sequence)}号院", seenBy);

    private static async Task<string> IdOf(Task<JsonNode> made) => (string)(await made)["id"]!;

    private static Task<JsonNode> Created(HttpClient client, string path, object body) =>
        client.Done(HttpSteps.Api + path, body, HttpStatusCode.Created);
}
