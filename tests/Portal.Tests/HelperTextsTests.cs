using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>A registry that writes texts into a file.</summary>
public sealed class TextingApp() : RegistryApp("Development", Clock, ("Registry:Sms:File", Texts))
{
    /// <summary>The file.</summary>
    public static string Texts { get; } = Path.Combine(Path.GetTempPath(), $"texts-{Guid.NewGuid():N}.jsonl");
}

/// <summary>
/// Goal: who has no phone is reached by the helper who was named at the counter, and by nobody else. Method: texts go
/// into a file, the way they take is the program's own.
/// </summary>
public sealed class HelperTextsTests(TextingApp app) : IClassFixture<TextingApp>, IDisposable
{
    private const string Phone = "13900139001";

    [Fact]
    public async Task A_helper_who_was_named_hears_of_the_application_and_without_one_nobody_does()
    {
        var (officer, byPost) = await CounterTests.Taken(app);
        await officer.Done($"{HttpSteps.Api}/applications/{byPost}/accept");
        var (_, helped) = await CounterTests.Taken(app, ("counter.notices", "helper"),
            ("counter.helper.name", "李小明"), ("counter.helper.relation", "儿子"), ("counter.helper.phone", Phone));
        await officer.Done($"{HttpSteps.Api}/applications/{helped}/accept");

        // The demonstration's own people have phones, too, and are sent their own.
        var text = Assert.Single(await Sent(), one => (string)one["phone"]! == Phone);
        Assert.StartsWith("您帮办的从业资格证换发", (string)text["text"]!, StringComparison.Ordinal);
        Assert.Contains("已受理", (string)text["text"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("登录", (string)text["text"]!, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(TextingApp.Texts);

    /// <summary>The texts that were sent, once the helper has one; what is to come with it has had its time.</summary>
    private static async Task<List<JsonNode>> Sent()
    {
        for (var tries = 0; tries < 300 && !(await Lines()).Contains(Phone, StringComparison.Ordinal); tries++)
            await Task.Delay(100);
        await Task.Delay(500);
        return [.. (await Lines()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)];
    }

    private static Task<string> Lines() =>
        File.Exists(TextingApp.Texts) ? File.ReadAllTextAsync(TextingApp.Texts) : Task.FromResult("");
}
