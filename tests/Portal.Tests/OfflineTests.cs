using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: where there is no network an officer sees what is known, as of when, and never more.</summary>
[Collection(Shared.Name)]
public sealed class OfflineTests(RegistryApp app)
{
    [Fact]
    public async Task Every_case_is_decided_as_the_table_says()
    {
        Assert.SkipUnless(HasNode(), "node is not installed");
        using var node = Process.Start(new ProcessStartInfo("node", [Root("tests", "Offline", "cases.mjs")])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        var said = await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, said);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_page_has_every_word_that_its_script_asks_for(string language)
    {
        using var browser = new Browser(app, language);
        var page = await browser.Open("/verify/offline");
        PageRules.Check(page);
        var words = page.Document.QuerySelectorAll("#words [data-k]")
            .Select(word => word.GetAttribute("data-k")).ToHashSet();
        var script = await File.ReadAllTextAsync(
            Root("src", "Portal", "Assets", "offline-verdict.js"), TestContext.Current.CancellationToken);
        var reasons = System.Text.RegularExpressions.Regex.Matches(script, "unknown\\(\"(\\w+)\"");
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.Contains("why." + reason.Groups[1].Value, words));
        var results = System.Text.RegularExpressions.Regex.Matches(script, "result: (?:[^\"]*\\? )?\"(\\w+)\"");
        Assert.All(results, result => Assert.Contains(result.Groups[1].Value, words));
    }

    [Fact]
    public async Task Its_service_keeps_the_page_and_its_files_alone_and_only_the_worker_may_compile()
    {
        using var browser = new Browser(app);
        var service = await (await browser.Client.GetAsync("/verify/worker.js")).Content.ReadAsStringAsync();
        Assert.Contains("/verify/offline", service, StringComparison.Ordinal);
        var policies = new List<string>();
        foreach (System.Text.RegularExpressions.Match file in
            System.Text.RegularExpressions.Regex.Matches(service, "/assets/[a-f0-9]+/[\\w.-]+"))
        {
            var answer = await browser.Client.GetAsync(file.Value);
            Assert.True(answer.IsSuccessStatusCode, file.Value);
            if (answer.Headers.GetValues("Content-Security-Policy").Single().Contains("wasm", StringComparison.Ordinal))
                policies.Add(file.Value);
        }
        Assert.EndsWith("offline-worker.js", Assert.Single(policies), StringComparison.Ordinal);
    }

    [Fact]
    public void Libraries_of_others_are_those_of_the_lock_file()
    {
        var folder = Root("src", "Portal", "Assets", "lib");
        var locked = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "lib.lock.json")))!.AsArray()
            .SelectMany(library => library!["files"]!.AsObject())
            .ToDictionary(file => file.Key, file => (string)file.Value!["sha256"]!);
        var there = Directory.GetFiles(folder).Where(file => !file.EndsWith(".lock.json", StringComparison.Ordinal))
            .ToDictionary(
                file => Path.GetFileName(file),
                file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
        Assert.Equal(locked.OrderBy(file => file.Key), there.OrderBy(file => file.Key));
    }

    private static bool HasNode()
    {
        try
        {
            var asked = new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true };
            using var node = Process.Start(asked)!;
            node.WaitForExit();
            return node.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Root(params string[] path)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OrleansRegistry.sln"))) folder = Path.GetDirectoryName(folder)!;
        return Path.Combine([folder, .. path]);
    }
}
