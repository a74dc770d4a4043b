using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Infrastructure.Tests.Notices;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Attacks;

/// <summary>
/// A registry in Production as an operator begins it: the built program as a process, its first administrator and
/// auditor by the command line, texts to a gateway and questions to an identity source on this machine. Everybody is
/// somebody at an address of their own and does over HTTP what people do; nothing is behind its back but where a test
/// says so.
/// </summary>
public sealed class ProductionRegistry : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", First = "seven grey herons at dusk";
    private const string Own = "tulpenwald am morgen";

    private readonly Scratch _scratch = new();
    private Receiver? _gateway, _source;
    private LoneSilo? _silo;
    private int _phones, _people = Random.Shared.Next(400);

    internal Visitor Administrator { get; private set; } = null!;

    internal Visitor Auditor { get; private set; } = null!;

    /// <summary>Two officers of Yunnan, for roads and charter buses.</summary>
    internal Visitor Officer { get; private set; } = null!;

    internal Visitor Second { get; private set; } = null!;

    internal Uri Url => _silo!.Http.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await Receiver.Start(202);
        _source = await Receiver.Start((_, http) =>
        {
            http.Response.StatusCode = 200;
            http.Response.ContentType = "application/json";
            return http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("""{"match":true}""")).AsTask();
        });
        foreach (var (verb, name) in new[] { ("create-admin", "admin"), ("create-auditor", "auditor") })
        {
            var made = await Cli.RunWith([.. Production(), ("REGISTRY_PASSWORD", First), ("Registry__Clock", null)],
                verb, "--data", _scratch["data"], "--name", name);
            Assert.True(made.ExitCode == 0, made.ToString());
        }
        await File.WriteAllTextAsync(Path.Combine(_scratch["data"], "rail.json"), AlwaysOpen());
        _silo = await LoneSilo.Start(_scratch["data"], null, null, [.. Production(),
            ("Registry__Sms__Url", _gateway.Url.ToString()), ("Registry__Sms__Secret", Secret),
            ("Registry__IdentitySource__Url", _source.Url.ToString()), ("Registry__TrustedProxies", "127.0.0.1")]);
        Administrator = await Enrolled("admin", First);
        Auditor = await Enrolled("auditor", First);
        (Officer, Second) = (await AnOfficer("53"), await AnOfficer("53"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null) await _silo.DisposeAsync();
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (_source is not null) await _source.DisposeAsync();
        _scratch.Dispose();
    }

    /// <summary>
    /// The rules with a police data source that is open all day: here the clock is the machine's, and from 18:00 to
    /// 08:00 nobody's identity would be proven.
    /// </summary>
    private static string AlwaysOpen()
    {
        var file = JsonNode.Parse(RailRulebook.Embedded.Text)!;
        foreach (var (name, hour) in new[] { ("identityOpensHour", 0), ("identityClosesHour", 24) })
            file["parameters"]!.AsArray().Single(one => (string?)one!["id"] == name)!["values"]![0]!["value"] = hour;
        return file.ToJsonString();
    }

    /// <summary>A number of somebody of Yunnan that nobody here has had.</summary>
    internal string Number() => CitizenNumbers.Of("530102", "19850615", Interlocked.Increment(ref _people));

    /// <summary>An officer of a province, opened by the administrator, with a password and a generator.</summary>
    internal Task<Visitor> AnOfficer(string authority) => Appointed("/accounts/officers", name =>
        new { userName = name, authority, system = new[] { "road", "charter" } });

    /// <summary>Whoever acts for an operator.</summary>
    internal Task<Visitor> ACarrier(string operatorId) => Appointed("/accounts/enterprises", name =>
        new { userName = name, role = "operator", operatorId });

    /// <summary>A natural person with an account by phone, at an address of their own.</summary>
    internal async Task<(Visitor Person, string Phone)> APerson()
    {
        var phone = $"1380000{Interlocked.Increment(ref _phones):D4}";
        var person = Visitor.At(Url);
        var agreements = (await person.Get("/agreements"))["items"]!.AsArray()
            .Select(one => new { id = (string)one!["id"]!, version = (string)one["version"]! });
        var (requestId, code) = await Code(person, phone, "register");
        var opened = await person.Done("/accounts", new { requestId, code, agreements }, HttpStatusCode.Created);
        person.AccountId = (string)opened["id"]!;
        return (person.With((string)opened["session"]!["token"]!), phone);
    }

    /// <summary>Somebody on the register with a certificate, whose account has proven who it is.</summary>
    internal async Task<Holder> AHolder()
    {
        var (number, (person, phone)) = (Number(), await APerson());
        var certificate = await Officer.Done("/certificates", Certificate(number), HttpStatusCode.Created);
        var filed = await person.Done("/me/real-name", await Filing(person, number), HttpStatusCode.Accepted);
        var id = (string)filed["id"]!;
        await Eventually(async () => (string?)(await Second.Get($"/applications/{id}"))["identity"]?["check"]
            is not ("asked" or "queued"));
        await Second.Done($"/applications/{id}/approve", "{}");
        JsonNode? known = null;
        await Eventually(async () => (known = (await person.Get("/me"))["realName"]) is not null);
        return new Holder(
            person, phone, number, (string)certificate["id"]!, (string)known!["personId"]!, (JsonNode)filed);
    }

    /// <summary>The body of a registration: in validity since a year ago.</summary>
    internal static string Certificate(string number, string name = "测试员", string authority = "530100")
    {
        var from = $"{DateTime.UtcNow.AddDays(-300):yyyy-MM-dd}";
        return new JsonObject
        {
            ["certificateNumber"] = number, ["kind"] = "passengerDriver",
            ["holder"] = new JsonObject { ["name"] = name, ["identityNumber"] = number },
            ["authority"] = authority, ["firstIssuedOn"] = from, ["validFrom"] = from,
        }.ToJsonString();
    }

    /// <summary>A proof of identity with two pictures that can be of a card.</summary>
    internal static async Task<object> Filing(Visitor person, string number, string name = "测试员") => new
    {
        name, identityNumber = number, frontDocumentId = await Uploaded(person, "identityFront", Card()),
        backDocumentId = await Uploaded(person, "identityBack", Card()),
    };

    internal static async Task<string> Uploaded(Visitor person, string kind, byte[] picture)
    {
        using var answer = await person.Http.Upload(picture, kind);
        await answer.Is(HttpStatusCode.Created);
        return (string)(await answer.Json())["id"]!;
    }

    internal static byte[] Card() => Images.Png(856, 540, padding: Random.Shared.Next(1, 9000));

    /// <summary>Asks for a code and takes it off the text that came to the phone.</summary>
    internal async Task<(string RequestId, string Code)> Code(Visitor who, string phone, string purpose)
    {
        var before = _gateway!.All.Count;
        var asked = await who.Done("/verification-codes", new { phone, purpose }, HttpStatusCode.Accepted);
        JsonNode? text = null;
        await Eventually(() => Task.FromResult((text = _gateway.All.Skip(before)
            .Select(got => JsonNode.Parse(got.Body)!)
            .FirstOrDefault(one => (string)one["phone"]! == phone && (string)one["kind"]! == "code." + purpose))
            is not null));
        return ((string)asked["requestId"]!, ((string)text!["text"]!)[4..10]);
    }

    /// <summary>
    /// The account's session has lain open for a while: its last proof is taken away behind the registry's back. It
    /// must not have been used before, as sessions are remembered for a minute.
    /// </summary>
    internal void LetLie(Visitor owner) => RawDatabase.Run(
        _scratch["data"], $"UPDATE session SET proven_at = NULL WHERE account_id = '{owner.AccountId}'");

    /// <summary>What the auditor finds, newest first.</summary>
    internal async Task<JsonNode[]> Audited(object search) =>
        [.. (await Auditor.Done("/admin/audit/search?limit=200", search))["items"]!.AsArray()!];

    /// <summary>How often an account was refused, by "CODE operation".</summary>
    internal async Task<Dictionary<string, int>> RefusalsOf(Visitor who) => Counts(
        await Audited(new { by = who.AccountId, what = "refused" }));

    internal static Dictionary<string, int> Counts(IEnumerable<JsonNode> lines) => lines
        .SelectMany(line => line["counts"]!.AsObject()).GroupBy(one => one.Key, one => (int)one.Value!)
        .ToDictionary(one => one.Key, one => one.Sum());

    internal static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 400; i++)
        {
            if (await holds()) return;
            await Task.Delay(25);
        }
        throw new TimeoutException("it has not happened");
    }

    /// <summary>Signs in anew from an address that is not known, with a recovery code.</summary>
    internal async Task<Visitor> Again(Visitor owner)
    {
        var (name, codes) = _signIns[owner.AccountId];
        var elsewhere = Visitor.At(Url);
        await elsewhere.SignIn(new { userName = name, password = Own, totp = codes.Dequeue() });
        elsewhere.AccountId = owner.AccountId;
        return elsewhere;
    }

    /// <summary>Name and password of an account, with a recovery code that nobody has used.</summary>
    internal (string Name, string Password, string Code) SignInOf(Visitor owner) =>
        (_signIns[owner.AccountId].Name, Own, _signIns[owner.AccountId].Codes.Dequeue());

    /// <summary>What the process has written to its log.</summary>
    internal string Log => _silo!.Log;

    internal string NameOf(Visitor owner) => _signIns[owner.AccountId].Name;

    private readonly Dictionary<string, (string Name, Queue<string> Codes)> _signIns = [];

    private async Task<Visitor> Appointed(string path, Func<string, object> body)
    {
        var name = "u" + Guid.NewGuid().ToString("N")[..10];
        var opened = await Administrator.Done(path, body(name), HttpStatusCode.Created);
        return await Enrolled(name, (string)opened["oneTimeCode"]!);
    }

    /// <summary>The first sign-in: a generator, then a password, then in with both.</summary>
    private async Task<Visitor> Enrolled(string name, string first)
    {
        var visitor = Visitor.At(Url);
        var session = await visitor.SignIn(new { userName = name, password = first });
        var begun = await visitor.Done("/me/authenticators/totp");
        var confirmed = await visitor.Done("/me/authenticators/totp/confirm",
            new { code = Generators.CodeNow((string)begun["secret"]!) });
        var codes = new Queue<string>(confirmed["recoveryCodes"]!.AsArray().Select(code => (string)code!));
        if ((bool)session["mustChangePassword"]!)
        {
            using var changed = await visitor.Http.Post(
                HttpSteps.Api + "/me/password", new { oldPassword = first, newPassword = Own });
            await changed.Is(HttpStatusCode.NoContent);
            await visitor.SignIn(new { userName = name, password = Own, totp = codes.Dequeue() });
        }
        visitor.AccountId = (string)(await visitor.Get("/me"))["id"]!;
        _signIns[visitor.AccountId] = (name, codes);
        return visitor;
    }

    private static (string, string?)[] Production() =>
        [("ASPNETCORE_ENVIRONMENT", "Production"), ("Registry__KeySecret", new string('k', 40))];
}

/// <summary>Somebody on the register, with the account that has proven it.</summary>
internal sealed record Holder(
    Visitor Person, string Phone, string Number, string CertificateId, string PersonId, JsonNode Filed);

/// <summary>One registry in Production for all attacks on it.</summary>
[CollectionDefinition(Name)]
public sealed class OneProduction : ICollectionFixture<ProductionRegistry>
{
    public const string Name = "one registry in Production";
}
