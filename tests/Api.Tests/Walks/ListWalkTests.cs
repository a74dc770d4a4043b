using System.Collections.Concurrent;
using System.Net;
using OrleansRegistry.Api.Tests.Support;
using static OrleansRegistry.Api.Tests.Walks.OwnerTable;

namespace OrleansRegistry.Api.Tests.Walks;

/// <summary>Whose things a list has.</summary>
/// <param name="Path">Under /api/v1; {party} is whose affairs the caller minds.</param>
/// <param name="Door">The roles that have this list.</param>
/// <param name="Kind">The kind of thing.</param>
/// <param name="Has">How somebody has to stand to a thing to find it there.</param>
internal sealed record ListRow(string Path, string Door, string Kind, string Has);

/// <summary>
/// Goal: a list has what is the caller's, all of it and nothing else. Method: each list to its end, as everybody who
/// has it, compared with every thing of the kind.
/// </summary>
[Collection(Walk.Name)]
public sealed class ListWalkTests(WalkApp app)
{
    private const string Mine = "?mine=true", Queue = "?queue=true", Desks = "officer centre nra admin employer",
        Parties = "holder operator employer", Contested = "/objections", Findings = "/roadside-findings";

    private static readonly ListRow[] _rows =
    [
        new("/certificates" + Mine, "holder", "certificate", "holder.own"),
        new("/vehicles" + Mine, "operator", "vehicle", "operator.own"),
        new("/operators" + Mine, "operator", "operator", "operator.own"),
        new("/operators/{party}/drivers", "operator", "driver", "operator.own"),
        new("/operators/{party}/drivers", "operator", "person", "nobody"), // Asked, and not consented (H.25).
        new("/rail-licences" + Mine, "holder employer centre nra", "career", Knows["career"]),
        new("/employers" + Mine, "employer centre nra admin", "employer", Knows["employer"]),
        new("/employers/{party}/drivers", "employer", "career", "employer.own"),
        new("/employers/{party}/accounts", "employer", "employerAccount", "employer.own"),
        new("/applications" + Mine, Parties, "certificateApplication", "holder.own"),
        new("/applications" + Mine, Parties, "vehicleApplication", "operator.own"),
        new("/applications" + Mine, Parties, "railApplication", "holder.own employer.own"),
        new("/applications" + Mine, Parties, "bindingApplication", "holder.own"),
        new("/applications" + Queue, Desks, "certificateApplication", "officer.desk admin"),
        new("/applications" + Queue, Desks, "vehicleApplication", "officer.desk admin"),
        new("/applications" + Queue, Desks, "bindingApplication", "officer.desk admin"),
        new("/applications" + Queue, Desks, "railApplication", "employer.own admin"),
        new("/trips" + Mine, "holder operator", "trip", "holder.own operator.own"),
        new("/trips" + Queue, "officer", "trip", "nobody"), // It was reviewed by rule.
        new(Contested + Mine, Everybody, "objection", "holder.own"),
        new(Contested + Mine, Everybody, "railObjection", "employer.own"),
        new(Contested + Queue, "officer centre nra", "objection", "officer.desk"),
        new(Contested + Queue, "officer centre nra", "railObjection", "centre nra"),
        new(Findings + Mine, "holder operator enforcement", "finding", Knows["finding"]),
        new(Findings + Queue, "officer", "finding", "officer.desk"),
        new("/approvals" + Queue, "officer centre nra admin", "approval", "officer.desk"),
        new("/letters" + Queue, "centre nra", "letter", "centre nra"),
        new("/me/links", "holder", "link", "holder.own"),
        new("/me/documents", Everybody, "document", "holder.own"),
        new("/me/documents", Everybody, "railDocument", "holder.own"),
        new("/me/documents", Everybody, "upload", "holder.own operator.own"),
    ];

    [Fact]
    public async Task A_list_has_what_is_the_callers_and_nothing_else()
    {
        var wrong = new ConcurrentBag<string>();
        var cells = from row in _rows
                    from who in app.Register.Callers
                    where row.Door.Split(' ').Contains(who.Role)
                    select (row, who);
        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (cell, _) =>
        {
            var (row, who) = cell;
            var listed = await Whole(row, who);
            foreach (var thing in app.Register.Things.Where(one => one.Kind == row.Kind))
                if (listed.Contains($"\"{thing.Id}\"", StringComparison.Ordinal)
                    != row.Has.Split(' ').Contains(thing.StandingOf(who)))
                    wrong.Add($"{row.Path} as {who.Name}: {thing.Name} ({thing.StandingOf(who)})");
        });
        Assert.True(wrong.IsEmpty, $"{wrong.Count}:\n{string.Join('\n', wrong.Order())}");
    }

    /// <summary>All pages of it; nothing where the caller has no such list.</summary>
    private static async Task<string> Whole(ListRow row, WalkCaller who)
    {
        var path = HttpSteps.Api + row.Path.Replace("{party}", who.Party, StringComparison.Ordinal);
        var (whole, next) = ("", "");
        do
        {
            var query = row.Path.EndsWith("/drivers", StringComparison.Ordinal) && who.Role == "operator"
                || row.Path == "/me/links" || row.Path.StartsWith("/operators?", StringComparison.Ordinal)
                ? "" : $"limit=200{(next.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(next)}")}";
            using var answer = await who.Client.GetAsync(
                path + (query.Length == 0 ? "" : (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query));
            if (answer.StatusCode == HttpStatusCode.Forbidden) return whole;
            await answer.Is(HttpStatusCode.OK);
            var page = await answer.Json();
            whole += page["items"]!.ToJsonString();
            next = (string?)page["next"] ?? "";
        }
        while (next.Length > 0);
        return whole;
    }
}
