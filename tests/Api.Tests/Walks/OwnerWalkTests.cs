using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansRegistry.Api.Tests.Edge;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Walks;

/// <summary>One program with <see cref="WalkRegister"/> in it, for all walks.</summary>
public sealed class WalkApp : IAsyncLifetime
{
    private readonly RegistryApp _app = new();

    internal WalkRegister Register { get; private set; } = null!;

    internal RegistryApp App => _app;

    public async ValueTask InitializeAsync()
    {
        await _app.InitializeAsync();
        Register = await WalkRegister.New(_app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>The walks share one program.</summary>
[CollectionDefinition(Name)]
public sealed class Walk : ICollectionFixture<WalkApp>
{
    public const string Name = "one walk";
}

/// <summary>
/// Goal: nobody reads or does what is another's, and who may not know of a thing cannot tell it from one that is not
/// there. Method: each route of <see cref="OwnerTable"/>, for each thing of its kind and for one that is not there, as
/// everybody; what is expected is computed from the table alone, which is the second writing of the access rules.
/// Commands are sent with a version that no entity has: whoever may is answered 412, and nothing changes.
/// </summary>
[Collection(Walk.Name)]
public sealed class OwnerWalkTests(WalkApp app)
{
    private WalkRegister Register => app.Register;

    [Fact]
    public async Task Everybody_gets_of_everybodys_things_what_the_table_says()
    {
        var cells = from row in OwnerTable.Rows
                    from who in Register.Callers
                    from thing in Register.Things.Where(one => one.Kind == row.Kind).Append(null)
                    select (row, who, thing);
        var (wrong, count) = (new ConcurrentBag<(string Cell, string Who)>(), 0);
        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (cell, _) =>
        {
            var (row, who, thing) = cell;
            Interlocked.Increment(ref count);
            var (expected, answered) = (Expected(row, who, thing), await Answered(row, who, thing));
            if (!Fits(expected, answered))
                wrong.Add((
                    $"{row.Method} {row.Path} {thing?.Name ?? "nothing"} ({row.Kind}): {answered}, not {expected}",
                    who.Name));
        });
        var lines = wrong.GroupBy(one => one.Cell, one => one.Who).OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(cells => $"{cells.Key}, for {string.Join(' ', cells.Order(StringComparer.Ordinal))}");
        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {count}:\n{string.Join('\n', lines)}");
    }

    /// <summary>Without this a new route of somebody's thing would be walked by nobody.</summary>
    [Fact]
    public void Every_route_to_a_thing_is_walked_or_it_is_said_why_not()
    {
        var walked = OwnerTable.Rows.Select(row => $"{row.Method} {HttpSteps.Api}{Anything(row.Path)}").ToHashSet();
        var routes = AccessTable.Rows.Where(row => row.Route.Contains('{', StringComparison.Ordinal))
            .Select(row => $"{row.Method} {row.Route}")
            // The three forms of a sheet are one handler: the drawing is walked.
            .Select(route => Regex.Replace(route, "[.](pdf|png)$", ".svg")).Distinct().ToArray();
        Assert.Equal(
            OwnerTable.NotWalked.Keys.Order(StringComparer.Ordinal),
            routes.Where(route => !walked.Contains(Anything(route))).Order(StringComparer.Ordinal));
        static string Anything(string route) => Regex.Replace(route, @"\{\w+\}", "{}");
    }

    private static string Expected(OwnerRow row, WalkCaller who, WalkThing? thing)
    {
        if (thing is not null && Has(row.May, thing.StandingOf(who)))
            return who.Name == WalkRegister.Owner && row.Owner is { } answer ? answer : "may";
        if (!Has(row.Door, who.Role)) return OwnerTable.NotAllowed;
        if (row.NeedsIdentity && who is { Role: "holder", Party: null }) return OwnerTable.RealNameRequired;
        if (thing is null) return who.Role == "operator" ? row.Peer : OwnerTable.NotFound;
        var standing = thing.StandingOf(who);
        return standing == "holder.own" && row.Driver is { } driver ? driver
            : Has(OwnerTable.Knows[row.Kind], standing) ? row.NotTheirs
            : standing == "officer.elsewhere" ? row.Elsewhere
            : standing == "officer.otherDesk" ? row.OtherDesk ?? row.Elsewhere
            : standing == "employer.asked" ? row.Asked
            : standing == "operator.other" ? row.Peer
            : OwnerTable.NotFound;
    }

    private static bool Has(string words, string word) => words.Split(' ').Contains(word);

    /// <summary>
    /// Whoever may is answered something, or refused by what is law for everybody; who asked is no second officer.
    /// </summary>
    private static bool Fits(string expected, string answered) => expected == "may"
        ? answered[0] == '2' || answered[..3] is "400" or "409" or "412" or "422" || answered == "403 SECOND_OFFICER"
        : expected == answered;

    private async Task<string> Answered(OwnerRow row, WalkCaller who, WalkThing? thing)
    {
        var path = HttpSteps.Api + row.Path
            .Replace("{id}", thing?.Id ?? OwnerTable.Unknown[row.Kind], StringComparison.Ordinal)
            .Replace("{below}", thing?.Below ?? "A-0000000000000000", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), path);
        if (row.Method == "POST")
        {
            var body = Register.Bodies.GetValueOrDefault($"{row.Body} {thing?.Name}")
                ?? Register.Bodies.GetValueOrDefault(row.Body, row.Body);
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"999999\""));
        }
        using var answer = await who.Client.SendAsync(request);
        var code = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"] : null;
        return $"{(int)answer.StatusCode} {code}".Trim();
    }
}
