using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Portal.Tests;

/// <summary>A registry that writes texts into a file.</summary>
public sealed class TextingApp() : RegistryApp("Development", Clock, ("Registry:Sms:File", Texts))
{
    /// <summary>The file.</summary>
    public static string Texts { get; } = Path.Combine(Path.GetTempPath(), $"texts-{Guid.NewGuid():N}.jsonl");
}

/// <summary>
/// Goal: who has no phone is reached by the helper who was named at the counter, and by nobody else. Method: texts go
/// into a file, the way they take is the program's own. The demonstration's own people have phones, too, so what they
/// are sent is there before: nothing is due any more and nothing waits to be sent.
/// </summary>
public sealed class HelperTextsTests(TextingApp app) : IClassFixture<TextingApp>, IDisposable
{
    private const string Phone = "13900139001";

    [Fact]
    public async Task A_helper_who_was_named_hears_of_the_application_and_without_one_nobody_does()
    {
        await Quiet();
        var before = (await Texts()).Count;
        var (officer, byPost) = await CounterTests.Taken(app);
        await officer.Done($"{HttpSteps.Api}/applications/{byPost}/accept");
        var (_, helped) = await CounterTests.Taken(app, ("counter.notices", "helper"),
            ("counter.helper.name", "李小明"), ("counter.helper.relation", "儿子"), ("counter.helper.phone", Phone));
        await officer.Done($"{HttpSteps.Api}/applications/{helped}/accept");

        await Quiet();
        var text = Assert.Single((await Texts()).Skip(before));
        Assert.Equal(Phone, (string)text["phone"]!);
        Assert.StartsWith("您帮办的从业资格证换发", (string)text["text"]!, StringComparison.Ordinal);
        Assert.Contains("已受理", (string)text["text"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("登录", (string)text["text"]!, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(TextingApp.Texts);

    /// <summary>Waits until nothing is due, no consequence is on its way and every notice was sent.</summary>
    private async Task Quiet()
    {
        var operations = app.Services.GetRequiredService<IRegistry>().Operations;
        for (var (tries, still) = (0, 0); still < 3; tries++)
        {
            Assert.True(tries < 300, "it is never quiet");
            await Task.Delay(100);
            still = await operations.Backlog() is { Overdue: 0, Consequences: 0, NoticesPending: 0 } ? still + 1 : 0;
        }
    }

    private static async Task<List<JsonNode>> Texts() => !File.Exists(TextingApp.Texts) ? [] :
        [.. (await File.ReadAllLinesAsync(TextingApp.Texts)).Select(line => JsonNode.Parse(line)!)];
}
