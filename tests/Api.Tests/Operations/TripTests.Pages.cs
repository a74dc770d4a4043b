using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>The lists of trips, page by page.</summary>
public sealed partial class TripTests
{
    [Fact]
    public async Task A_drivers_trips_come_page_by_page_earliest_first_and_each_once()
    {
        var c = await Charter.New(app);
        var filed = new List<string>();
        foreach (var _ in Enumerable.Range(0, 5)) filed.Add((await c.TripIn("issued")).Id);
        await c.Drivers[0].Done($"{Trips}/{filed[2]}/receive", new { });
        Assert.Equal(filed, await Pages("?mine=true", 2));
        Assert.Equal(filed, await Pages("?mine=true", 5));
        // A page may be empty and not the last.
        Assert.Equal(filed.Where(id => id != filed[2]), await Pages("?toReceive=true", 1));
        Assert.Equal([filed[2]], await Pages("/current?", 2));
        string[] cursors =
        [
            "x", "until-", "until--1", "until-99999999999999999999", "until-9223372036854775807", new string('9', 513),
        ];
        foreach (var cursor in cursors)
        {
            using var bad =
                await c.Drivers[0].GetAsync(new Uri($"{Trips}?mine=true&cursor={cursor}", UriKind.Relative));
            Assert.NotNull((await bad.Problem(400, "MALFORMED"))["errors"]!["cursor"]);
        }

        async Task<string[]> Pages(string list, int limit)
        {
            var found = new List<string>();
            for (var cursor = ""; ;)
            {
                var page = await c.Drivers[0].Get($"{Trips}{list}&limit={limit}{cursor}");
                Assert.InRange(page["items"]!.AsArray().Count, 0, limit);
                found.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
                if ((string?)page["next"] is not { } next) return [.. found];
                cursor = "&cursor=" + next;
            }
        }
    }
}
