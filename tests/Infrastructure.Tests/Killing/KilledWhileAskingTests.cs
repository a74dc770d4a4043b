using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Infrastructure.Tests.Documents;
using OrleansRegistry.Infrastructure.Tests.Notices;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Killing;

/// <summary>
/// Goal: a name is checked once, whenever the registry dies. Method: a real process asks a real source over HTTP and is
/// killed before it can have taken up the answer, or as soon as the answer is on its way; then it is started again.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class KilledWhileAskingTests
{
    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("sqlite", false)]
    [InlineData("sqlite", true)]
    [InlineData("postgres", false)]
    [InlineData("postgres", true)]
    public async Task Killed_between_question_and_answer_it_asks_again_and_takes_one_answer(string store, bool answered)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var source = await Receiver.Start(async (_, http) =>
        {
            if (asked.Task.IsCompleted || answered) await Match(http);
            asked.TrySetResult();
            if (!http.Response.HasStarted)
                await Task.Delay(Timeout.Infinite, http.RequestAborted); // Until the process is dead.
        });
        await using var registry = await FaultyRegistry.Demonstrated(store, settings:
            [("Registry__IdentitySource__Url", $"{source.Url}"), ("Registry__IdentitySource__TimeoutSeconds", "600")]);
        await registry.Begin();
        await registry.Process.SignIn("driver.5");
        var application = await AppliedForAnotherName(registry.Process.Http);
        await asked.Task.WaitAsync(_moment);
        await registry.Process.Kill();
        Assert.Equal("1", await Count(registry, "railApplication.identityAsked"));
        if (!answered) Assert.Equal("0", await Count(registry, "railApplication.identityAnswered"));

        await registry.Begin();
        await registry.Process.SignIn("driver.5");
        await LoneSilo.Until(
            _moment,
            async () => (string?)(await registry.Process.Http.Get(application))["rail"]!["identityCheck"] == "passed");
        await registry.Check();
        Assert.Equal("1", await Count(registry, "railApplication.identityAsked"));
        Assert.Equal("1", await Count(registry, "railApplication.identityAnswered"));
        Assert.InRange(source.All.Count, answered ? 1 : 2, 2);
    }

    private static async Task Match(HttpContext http)
    {
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("""{"match":true}"""));
        await http.Response.CompleteAsync();
    }

    private static Task<string?> Count(FaultyRegistry registry, string type) =>
        registry.Sql($"SELECT count(*) FROM event WHERE type = '{type}'");

    /// <summary>
    /// The driver of the demonstration applies for a renewal under another name; gives the application's address.
    /// </summary>
    private static async Task<string> AppliedForAnotherName(HttpClient driver)
    {
        var materials = new JsonArray();
        var files = new[]
        {
            ("correctionProof", RailFiles.Pdf(), "a.pdf"), ("video", RailFiles.Mp4("vide"), "a.mp4"),
        };
        foreach (var (kind, content, name) in files)
        {
            using var uploaded = await driver.Upload(content, kind, name);
            await uploaded.Is(HttpStatusCode.Created);
            materials.Add(new JsonObject { ["kind"] = kind, ["documentId"] = (string)(await uploaded.Json())["id"]! });
        }
        var licence = (string)(await driver.Get($"{HttpSteps.Api}/rail-licences?mine=true"))["items"]![0]!["id"]!;
        var made = await driver.Done($"{HttpSteps.Api}/rail-licences/{licence}/applications",
            new { service = "rail.renewal", form = new { reason = "name", newName = "陈新名" }, materials },
            HttpStatusCode.Created);
        return $"{HttpSteps.Api}/applications/{(string)made["id"]!}";
    }
}
