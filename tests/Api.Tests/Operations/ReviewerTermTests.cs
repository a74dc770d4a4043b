using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: what an officer took and did not decide is in the queue again by itself after a working day. Method: the clock
/// of a registry of its own is moved.
/// </summary>
public sealed class ReviewerTermTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Applications = HttpSteps.Api + "/applications";

    [Fact]
    public async Task A_case_left_on_a_desk_is_free_again_after_the_next_working_day_and_the_history_says_so()
    {
        var (holder, certificate, id) = await app.Renewal();
        var (one, two) = (await app.As("officer.henan"), await app.As("officer.henan.2"));
        var claimed = await one.Done($"{Applications}/{id}/claim");
        // Friday the 13th; the Saturday after it is worked.
        Assert.Equal("2026-02-14", (string)claimed["claimedUntil"]!);
        await two.Refused($"{Applications}/{id}/claim", 409, "WRONG_STATE", "{}");
        await MoveTo("2026-02-14T23:59:00+08:00");
        Assert.Equal((string)claimed["claimedBy"]!, (string)(await two.Get($"{Applications}/{id}"))["claimedBy"]!);

        await MoveTo("2026-02-15T00:00:00+08:00");
        var free = await Eventually(async () => await two.Get($"{Applications}/{id}"), one => one["claimedBy"] is null);
        Assert.Null(free["claimedUntil"]);
        Assert.Equal("submitted", (string)free["status"]!);
        var history = await one.Get($"{HttpSteps.Api}/certificates/{certificate}/history?limit=200");
        var last = history["items"]!.AsArray().Last(entry => (string)entry!["type"]! == "application.deskReleased")!;
        Assert.Equal(("registry", "deadline"), ((string)last["actor"]!, (string)last["channel"]!));
        Assert.NotNull(last["body"]!["lapsedAt"]);
        Assert.DoesNotContain((await holder.Get($"{HttpSteps.Api}/certificates/{certificate}/timeline"))["items"]!
            .AsArray(), entry => (string)entry!["name"]! == "reviewerTerm");
        await two.Done($"{Applications}/{id}/claim");
        Assert.Equal("2026-02-24", (string)(await two.Get($"{Applications}/{id}"))["claimedUntil"]!);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> Eventually(
        Func<Task<System.Text.Json.Nodes.JsonNode>> read, Func<System.Text.Json.Nodes.JsonNode, bool> isSo)
    {
        for (var tries = 0; ; tries++)
        {
            var read1 = await read();
            if (isSo(read1) || tries == 200) return read1;
            await Task.Delay(50);
        }
    }

    private async Task MoveTo(string to)
    {
        using var anybody = app.Anonymous();
        await anybody.Done("/dev/clock", new { to });
    }
}

/// <summary>The same at the second in which the term ends; a registry of its own, as its clock only goes on.</summary>
public sealed class ReviewerTermEndTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Applications = HttpSteps.Api + "/applications";

    /// <summary>
    /// The last second is the officer's, and the next one everybody's, whether or not anything has swept meanwhile.
    /// </summary>
    [Fact]
    public async Task To_the_last_second_the_case_is_one_officers_and_in_the_next_a_colleagues()
    {
        await MoveTo("2026-03-02T09:00:00+08:00"); // A Monday.
        var (_, _, id) = await app.Renewal();
        var (one, two) = (await app.As("officer.henan"), await app.As("officer.henan.2"));
        await one.Done($"{Applications}/{id}/claim");
        await MoveTo("2026-03-03T23:59:59.999+08:00");
        await two.Refused($"{Applications}/{id}/claim", 409, "WRONG_STATE", "{}");
        await MoveTo("2026-03-04T00:00:00+08:00");
        await two.Done($"{Applications}/{id}/claim");
        await one.Refused($"{Applications}/{id}/accept", 409, "WRONG_STATE", "{}");
    }

    private async Task MoveTo(string to)
    {
        using var anybody = app.Anonymous();
        await anybody.Done("/dev/clock", new { to });
    }
}
