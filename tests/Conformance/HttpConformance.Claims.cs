using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Tests.Conformance;

// What two ask for in the same instant, each at another front (docs/adr/0040).
public abstract partial class HttpConformance<TSubject>
{
    private const int Rounds = 20;

    /// <summary>
    /// Either reserves what the other does, named in the other order: neither both, nor none, nor a deadlock.
    /// </summary>
    [Fact]
    public async Task Of_two_trips_that_want_the_same_drivers_at_the_same_instant_exactly_one_is_filed()
    {
        Here();
        var carrier = await SignedIn("operator.demo");
        var (buses, drivers) = await DemonstrationTrips.Of(carrier());
        for (var round = 0; round < Rounds; round++)
        {
            // Two days from today on, each round an hour of its own.
            var departs = subject.Today.AddDays(2).ToDateTime(TimeOnly.MinValue).AddHours(2 * round);
            string[] plans =
            [
                DemonstrationTrips.Plan(buses[0], drivers, departs, $"OPPOSED-{round}").ToJsonString(),
                DemonstrationTrips.Plan(buses[1], drivers.Reverse(), departs, $"OPPOSED-{round}").ToJsonString(),
            ];
            var answers = await Task.WhenAll(plans.Select((plan, n) =>
                carrier().Post(HttpSteps.Api + "/trips", plan, ("Idempotency-Key", $"opposed-{round}-{n}"))));
            var lost = Assert.Single(answers, answer => answer.StatusCode != HttpStatusCode.Created);
            await lost.Problem(409, "BOOKED");
            foreach (var answer in answers) answer.Dispose();
        }
        var filed = (await carrier().Get(HttpSteps.Api + "/trips?mine=true&limit=100"))["items"]!.AsArray();
        var contracts = filed.Select(trip => (string)trip!["contractNumber"]!);
        Assert.Equal(Rounds, contracts.Count(contract => contract.StartsWith("OPPOSED-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Years_that_are_loaded_at_several_fronts_at_the_same_instant_are_all_kept_and_known_at_each()
    {
        Here();
        var admin = await Token("admin");
        int[] years = [2041, 2042, 2043, 2044];
        await Task.WhenAll(years.Select((year, n) => Loaded(admin, n % subject.Fronts, year)));
        for (var front = 0; front < subject.Fronts; front++)
            Assert.Empty(years.Except(await Loaded(admin, front, years[0])));
    }

    private async Task<int[]> Loaded(string admin, int front, int year)
    {
        var body = $$$"""{"{{{year}}}":{"holidays":["{{{year}}}-01-01"],"workdays":[]}}""";
        var loaded = await With(admin, front).Done(HttpSteps.Api + "/admin/calendar", body);
        return [.. loaded["years"]!.AsArray().Select(known => (int)known!)];
    }
}
