using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>Goal: /docs shows the contract to anybody; nothing of it comes from elsewhere (docs/adr/0082).</summary>
[Collection(Shared.Name)]
public sealed partial class ReferencePageTests(RegistryApp app)
{
    [Fact]
    public async Task The_page_allows_its_own_process_alone_and_its_one_script_by_a_nonce_of_this_answer()
    {
        var (first, second) = (await Page(), await Page());
        Assert.NotEqual(first.Nonce, second.Nonce);
        Assert.DoesNotContain("http", first.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", first.Policy, StringComparison.Ordinal);
        Assert.All(Script().Matches(first.Text), script =>
            Assert.Contains($"nonce=\"{first.Nonce}\"", script.Value, StringComparison.Ordinal));
        Assert.DoesNotMatch("(?:src|href)=\"(?:https?:)?//", first.Text);
        Assert.DoesNotContain("\"proxyUrl\":", first.Text, StringComparison.Ordinal);
    }

    /// <summary>
    /// Method: a real browser renders it and writes down every address that was asked for, and by whom (it asks its
    /// maker for updates by itself). What the policy had to stop would be a complaint in its log.
    /// </summary>
    [Fact]
    public async Task A_browser_shows_the_operations_and_asks_nobody_else()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "no chromium here (Debian's package chromium)");
        var log = Path.Combine(app.Folder, "requests.json");
        var start = new ProcessStartInfo("/usr/bin/chromium",
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", $"--user-data-dir={Path.Combine(app.Folder, "browser")}",
            $"--log-net-log={log}", "--virtual-time-budget=20000", "--enable-logging=stderr", "--dump-dom",
            new Uri(app.Address, "/docs/").ToString(),
        ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var browser = Process.Start(start)!;
        var (shown, said) = (browser.StandardOutput.ReadToEndAsync(), browser.StandardError.ReadToEndAsync());
        await browser.WaitForExitAsync();

        var page = await shown;
        Assert.True(page.Contains("The process is alive.", StringComparison.Ordinal), await said + page);
        Assert.DoesNotContain("Content Security Policy", await said, StringComparison.Ordinal);
        var asked = AskedByThePage(JsonNode.Parse(await File.ReadAllTextAsync(log))!).ToArray();
        Assert.Contains(asked, url => url.AbsolutePath == "/openapi/v1.json");
        Assert.All(asked, url => Assert.Equal(app.Address.Authority, url.Authority));
    }

    private IEnumerable<Uri> AskedByThePage(JsonNode log) =>
        from entry in log["events"]!.AsArray()
        let request = entry!["params"]
        where (string?)request?["initiator"] == app.Address.GetLeftPart(UriPartial.Authority)
        where request["url"] is not null
        select new Uri((string)request["url"]!);

    private async Task<(string Text, string Policy, string Nonce)> Page()
    {
        using var stranger = app.Anonymous();
        using var answer = await stranger.GetAsync("/docs/");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        return (await answer.Content.ReadAsStringAsync(), policy, Nonce().Match(policy).Groups[1].Value);
    }

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();
}
