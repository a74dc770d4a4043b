using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Registers;

/// <summary>An officer who is signed in, by the API of the side itself.</summary>
internal static class Officer
{
    private const string Administrator = "bench-admin", First = "Bench-First-2026!x", Password = "Bench-Officer-2026!x";

    /// <summary>The first account, from which all others come.</summary>
    public static Task MakeAdministrator(Side side, string folder, string? database) => side.Run(
        ["create-admin", "--name", Administrator, "--data", folder], database,
        new Dictionary<string, string> { ["REGISTRY_PASSWORD"] = Password });

    /// <summary>
    /// The token of a new officer for road transport in Henan, where the drivers of the measures are.
    /// </summary>
    public static async Task<string> SignIn(Server server)
    {
        using var http = await AsAdministrator(server);
        var name = $"officer-{Guid.NewGuid():N}";
        await Post(http, "/api/v1/accounts/officers", new JsonObject
        {
            ["userName"] = name, ["authority"] = "41", ["system"] = "road", ["password"] = First,
        });
        SpeakAs(http, await SignIn(http, name, First));
        await Post(http, "/api/v1/me/password", new JsonObject { ["oldPassword"] = First, ["newPassword"] = Password });
        return await SignIn(http, name, Password); // Another password ends the session.
    }

    /// <summary>A key that signs, for a registry that has none yet.</summary>
    public static async Task MakeKey(Server server)
    {
        using var http = await AsAdministrator(server);
        await Post(http, "/api/v1/admin/keys/rotate", []);
    }

    private static async Task<HttpClient> AsAdministrator(Server server)
    {
        var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        SpeakAs(http, await SignIn(http, Administrator, Password));
        return http;
    }

    private static void SpeakAs(HttpClient http, string token) =>
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    private static async Task<string> SignIn(HttpClient http, string name, string password)
    {
        var session = new JsonObject { ["userName"] = name, ["password"] = password };
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
