using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Sides;
using OtpNet;

namespace OrleansRegistry.Bench.Registers;

/// <summary>An officer who is signed in, by the API of the side itself.</summary>
internal static class Officer
{
    /// <summary>The administrator's name, and the password of everybody.</summary>
    public const string Administrator = "bench-admin", Password = "Bench-Officer-2026!x";

    private const string First = "Bench-First-2026!x";

    /// <summary>The administrator's session at each server, which is signed in once with its second factor.</summary>
    private static readonly ConcurrentDictionary<Uri, string> _administrators = new();

    /// <summary>The first account, from which all others come.</summary>
    public static Task MakeAdministrator(Side side, string folder, string? database) => side.Run(
        ["create-admin", "--name", Administrator, "--data", folder], database,
        new Dictionary<string, string> { ["REGISTRY_PASSWORD"] = Password });

    /// <summary>
    /// The token of a new officer for road transport in Henan, where the drivers of the measures are.
    /// </summary>
    public static async Task<string> SignIn(Server server)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        var asksForTwo = await SpeakAsAdministrator(http);
        var officer = new JsonObject
        {
            ["userName"] = $"officer-{Guid.NewGuid():N}", ["authority"] = "41", ["system"] = "road",
        };
        if (!asksForTwo) officer["password"] = First;
        return await Open(http, "/api/v1/accounts/officers", officer);
    }

    /// <summary>The token of a new account that acts for an operator.</summary>
    public static async Task<string> SignInFor(Server server, string operatorId)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        await SpeakAsAdministrator(http);
        return await Open(http, "/api/v1/accounts/enterprises", new JsonObject
        {
            ["userName"] = $"operator-{Guid.NewGuid():N}", ["role"] = "operator", ["operatorId"] = operatorId,
        });
    }

    /// <summary>A key that signs, for a registry that has none yet.</summary>
    public static async Task MakeKey(Server server)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        await SpeakAsAdministrator(http);
        await Post(http, "/api/v1/admin/keys/rotate", []);
    }

    /// <summary>Opens an account, and signs it in with everything that is asked of a new one.</summary>
    private static async Task<string> Open(HttpClient http, string path, JsonObject account)
    {
        var name = (string)account["userName"]!;
        var first = (string?)(await Post(http, path, account))?["oneTimeCode"] ?? First;
        SpeakAs(http, await SignIn(http, name, first, null));
        var recovery = await Enrol(http);
        await Post(http, "/api/v1/me/password", new JsonObject { ["oldPassword"] = first, ["newPassword"] = Password });
        return await SignIn(http, name, Password, recovery); // Another password ends the session.
    }

    /// <summary>
    /// Signs the administrator in; true: the registry asks for a second factor. Versions from before it do not.
    /// </summary>
    private static async Task<bool> SpeakAsAdministrator(HttpClient http)
    {
        _administrators.TryGetValue(http.BaseAddress!, out var session);
        SpeakAs(http, session ?? await SignIn(http, Administrator, Password, null));
        if (session is null && await Enrol(http) is null) return false;
        _administrators[http.BaseAddress!] = http.DefaultRequestHeaders.Authorization!.Parameter!;
        await Post(http, "/api/v1/me/re-authenticate", new JsonObject { ["password"] = Password });
        return true;
    }

    /// <summary>Enrols a generator; gives a recovery code, good for one sign-in; null: an older version.</summary>
    private static async Task<string?> Enrol(HttpClient http)
    {
        using var begun = await http.PostAsJsonAsync("/api/v1/me/authenticators/totp", new JsonObject());
        if (begun.StatusCode == HttpStatusCode.NotFound) return null;
        begun.EnsureSuccessStatusCode();
        var secret = (string)(await begun.Content.ReadFromJsonAsync<JsonObject>())!["secret"]!;
        var code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp();
        var enrolled = await Post(http, "/api/v1/me/authenticators/totp/confirm", new JsonObject { ["code"] = code });
        return (string)enrolled!["recoveryCodes"]![0]!;
    }

    private static void SpeakAs(HttpClient http, string token) =>
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    private static async Task<string> SignIn(HttpClient http, string name, string password, string? totp)
    {
        var session = new JsonObject { ["userName"] = name, ["password"] = password };
        if (totp is not null) session["totp"] = totp;
        return (string)(await Post(http, "/api/v1/sessions", session))!["token"]!;
    }

    private static async Task<JsonNode?> Post(HttpClient http, string path, JsonObject body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        var said = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {said}");
        return said.Length == 0 ? null : JsonNode.Parse(said);
    }
}
