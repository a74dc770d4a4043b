using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// A real silo in a process of its own, on a free port and in a scratch folder, with its demonstration data and a clock
/// that stands, and a real Chromium in front of it.
/// </summary>
public sealed class SiloProcess : IAsyncLifetime
{
    public const string Password = "Registry-Demo-2026";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "browser-tests-" + Guid.NewGuid().ToString("N"));
    private Process? _process;
    private IPlaywright? _playwright;

    public Uri Address { get; private set; } = null!;

    public IBrowser Chromium { get; private set; } = null!;

    /// <summary>True: each page in both languages at both sizes, not in turn (./test.sh --browsers).</summary>
    public static bool Everything => Environment.GetEnvironmentVariable("REGISTRY_BROWSERS") == "all";

    /// <summary>Skips the test where there is no browser.</summary>
    public static void NeedsChromium() =>
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "no chromium here (Debian's package chromium)");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists("/usr/bin/chromium")) return;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [SiloDll, "--urls", Address.ToString()])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Registry__Data"] = _folder;
        start.Environment["Registry__Clock"] = "2026-02-12T09:00:00+08:00";
        start.Environment["Registry__PublicUrl"] = Address.GetLeftPart(UriPartial.Authority);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _playwright = await Playwright.CreateAsync();
        Chromium = await Launch();
        await Ready();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        await Chromium.DisposeAsync();
        _playwright!.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A Chromium of its own, with these arguments besides.</summary>
    public Task<IBrowser> Launch(params string[] arguments) => _playwright!.Chromium.LaunchAsync(
        new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", .. arguments],
        });

    /// <summary>The API as a demonstration account, for what other people do meanwhile.</summary>
    public async Task<HttpClient> Api(string account)
    {
        var client = new HttpClient { BaseAddress = new Uri(Address, "/api/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Session(account));
        return client;
    }

    /// <summary>The code that was sent to a phone last.</summary>
    public async Task<string> CodeOf(string phone)
    {
        using var client = new HttpClient { BaseAddress = Address };
        var codes = (await client.Got("/dev/codes"))["items"]!.AsArray();
        return (string)codes.First(code => (string)code!["phone"]! == phone)!["code"]!;
    }

    /// <summary>A program that reads pages as the account does, without a browser; null: nobody signed in.</summary>
    public async Task<HttpClient> Reader(string? account)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        if (account is not null) client.DefaultRequestHeaders.Add("Cookie", $"registry={await Session(account)}");
        return client;
    }

    /// <summary>A session of a demonstration account, as signing in gives it.</summary>
    public async Task<string> Session(string account)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address, "/api/v1/") };
        return (string)(await client.Sent("sessions", new { userName = account, password = Password }))["token"]!;
    }

    /// <summary>The silo's program, built in the same configuration as these tests.</summary>
    private static string SiloDll
    {
        get
        {
            var here = AppContext.BaseDirectory.Replace('\\', '/');
            var at = here.IndexOf("/tests/Browser.Tests/bin/", StringComparison.Ordinal);
            var configuration = here[(at + "/tests/Browser.Tests/bin/".Length)..].Split('/')[0];
            return $"{here[..at]}/src/Silo/bin/{configuration}/net10.0/OrleansRegistry.Silo.dll";
        }
    }

    private async Task Ready()
    {
        using var client = new HttpClient { BaseAddress = Address };
        for (var i = 0; i < 240; i++)
        {
            try
            {
                // The demonstration accounts come last: who can sign in has everything.
                using var answer = await client.PostAsJsonAsync(
                    "/api/v1/sessions", new { userName = "driver.5", password = Password });
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                if (_process!.HasExited) throw new InvalidOperationException("the silo did not start");
            }
            await Task.Delay(250);
        }
        throw new TimeoutException("the silo is not ready");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Short words for the API.</summary>
internal static class ApiSteps
{
    public static async Task<JsonNode> Sent(this HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonNode.Parse(text)!;
    }

    public static async Task<JsonNode> Got(this HttpClient client, string path) =>
        JsonNode.Parse(await client.GetStringAsync(path))!;
}

/// <summary>One silo and one browser for all of these tests.</summary>
[CollectionDefinition(Name)]
public sealed class OneSilo : ICollectionFixture<SiloProcess>
{
    public const string Name = "one silo process";
}
