using System.Diagnostics;
using OrleansRegistry.Cluster.Tests.Processes;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Cluster.Tests.Telemetry;

/// <summary>Goal: a collector hears what an operator needs, and nothing about people.</summary>
[Collection(RealSilos.Name)]
public sealed class TelemetryTests(TwoSilosWatched watched) : IClassFixture<TwoSilosWatched>
{
    /// <summary>The labels that each instrument of the registry may have, and no others.</summary>
    private static readonly Dictionary<string, (string Unit, string[] Labels)> _instruments = new()
    {
        ["registry.decisions"] = ("{command}", ["command", "kind", "outcome"]),
        ["registry.refusals"] = ("{command}", ["code"]),
        ["registry.deadline.lag"] = ("s", []),
        ["registry.outbox.age"] = ("s", []),
        ["registry.verdicts"] = ("{check}", ["result"]),
        ["registry.commit.duration"] = ("s", []),
        ["registry.commit.group"] = ("{write}", []),
    };

    /// <summary>Is there only where somebody was turned away, which a machine that others use may do.</summary>
    private const string WhenBusy = "registry.turned_away";

    private static void Here()
    {
        if (TwoSilosWatched.Missing is { } missing) Assert.Skip(missing);
    }

    [Fact]
    public void An_approval_that_crosses_two_silos_is_one_trace_from_HTTP_to_the_disk()
    {
        Here();
        var commit = watched.Approval;
        var trace = watched.Spans.Where(span => span.TraceId == commit.TraceId).ToDictionary(span => span.Id);
        var decide = trace.Values.Single(span => span.Name == "registry.decide" && span.Instance == commit.Instance);
        Assert.Equal(commit.Tags["registry.command.id"], decide.Tags["registry.command.id"]);
        Assert.Matches("^[0-9a-f]{32,40}$", commit.Tags["registry.command.id"]);
        Assert.Equal("certificate", commit.Tags["registry.kind"]);

        var above = Above(commit, trace).ToList();
        var request = above[^1];
        Assert.Equal("", request.ParentId);
        Assert.Equal("POST", request.Tags["http.request.method"]);
        Assert.Equal("/api/v1/applications/{id}/approve", request.Tags["http.route"]);
        Assert.NotEqual(request.Instance, commit.Instance);
        Assert.Equal(["registry"], trace.Values.Select(span => span.Service).Distinct());

        // The group commit is in this trace, or this command's span leads to it.
        var group = watched.Spans.Single(span => span.Name == "registry.commit.group"
            && (span.ParentId == commit.Id || commit.Links.Contains(span.Id)));
        Assert.Equal(commit.Instance, group.Instance);
        Assert.Contains(watched.Spans, span => span.ParentId == group.Id && span.Source == "Npgsql");
    }

    private static IEnumerable<Span> Above(Span span, Dictionary<string, Span> trace)
    {
        for (var next = span; trace.TryGetValue(next.ParentId, out var parent); next = parent) yield return parent;
    }

    [Fact]
    public void A_storm_is_seen_by_how_late_its_deadlines_were()
    {
        Here();
        var lags = watched.Lags.ToList();
        Assert.True(watched.Stormed > 500, $"{watched.Stormed} deadlines are no storm");
        Assert.True(lags.Sum(lag => lag.Count) >= watched.Stormed);
        var begun = watched.Spans.Where(span => span.Name == "registry.deadline").ToList();
        Assert.NotEmpty(begun);
        Assert.All(begun, span => Assert.Equal("", span.ParentId));
        Assert.True(lags.Sum(lag => lag.Sum) >= watched.Stormed * TwoSilosWatched.Overdue.TotalSeconds);
    }

    [Fact]
    public void Every_instrument_of_the_registry_is_there_by_its_name_unit_and_labels()
    {
        Here();
        var own = watched.Series
            .Where(series => series.Meter.StartsWith("OrleansRegistry.", StringComparison.Ordinal)
                && series.Name != WhenBusy).ToList();
        Assert.Equal(_instruments.Keys.Order(), own.Select(series => series.Name).Distinct().Order());
        Assert.All(own, series =>
        {
            var (unit, labels) = _instruments[series.Name];
            Assert.Equal(unit, series.Unit);
            Assert.Equal(labels, series.Tags.Keys.Order());
        });
    }

    /// <summary>A person, a key or a text as a label would be a register of its own in the monitoring.</summary>
    [Fact]
    public void Every_label_has_a_value_out_of_a_closed_list()
    {
        Here();
        var commands = System.Reflection.CustomAttributeExtensions
            .GetCustomAttributes<System.Text.Json.Serialization.JsonDerivedTypeAttribute>(typeof(Command), false)
            .Select(command => (string)command.TypeDiscriminator!);
        var results = Enum.GetNames<VerdictResult>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName);
        Dictionary<string, HashSet<string>> allowed = new()
        {
            ["kind"] = [.. Enum.GetValues<EntityKind>().Select(EntityId.NameOf)],
            ["command"] = [.. commands], ["outcome"] = ["accepted", "refused", "repeated"],
            ["code"] = [.. Enum.GetValues<RefusalCode>().Select(RefusalCodes.Text)], ["result"] = [.. results],
        };
        var labels = watched.Series.Where(series => _instruments.ContainsKey(series.Name))
            .SelectMany(series => series.Tags).ToList();
        Assert.Superset(labels.Select(label => label.Key).ToHashSet(), allowed.Keys.ToHashSet());
        Assert.All(labels, label => Assert.Contains(label.Value, allowed[label.Key]));
    }

    [Fact]
    public void No_trace_says_what_was_scanned_or_who_has_a_certificate()
    {
        Here();
        Assert.Contains(watched.Spans, span => span.Tags.GetValueOrDefault("http.route") == "/v/{token}");
        Assert.DoesNotContain(watched.Spans, span => span.Tags.ContainsKey("url.path"));
        Assert.All(watched.Spans.SelectMany(span => span.Tags), tag =>
        {
            Assert.DoesNotContain(TwoSilosWatched.Scanned, tag.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("张建国", tag.Value, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(watched.Spans,
            span => span.Tags.GetValueOrDefault("http.route") is "/readyz" or "/metrics");
    }

    [Fact]
    public void Orleans_PostgreSQL_the_edge_and_the_runtime_are_measured_too()
    {
        Here();
        var meters = watched.Series.Select(series => series.Meter).ToHashSet();
        Assert.Superset(new HashSet<string>
        {
            "Microsoft.Orleans", "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
            "System.Runtime",
        }, meters);
    }

    /// <summary>A panel or an alarm over a series that nobody has would be empty, and nobody would know why.</summary>
    [Fact]
    public void Each_query_of_the_dashboard_and_of_the_alarms_names_a_series_that_is_there()
    {
        Here();
        var there = watched.Series.SelectMany(PrometheusNames.Of)
            .Concat(PrometheusNames.OfPage(watched.Page)).ToHashSet();
        var asked = DeployedQueries.All().ToList();
        Assert.True(asked.Count > 20, $"only {asked.Count} queries were found");
        var missing = asked.SelectMany(query => query.Series).Distinct().Except(there).ToList();
        Assert.True(missing.Count == 0, $"{string.Join(' ', missing)} is not among {string.Join(' ', there.Order())}");
        Assert.All(asked, query => Assert.NotEmpty(query.Series));
    }
}
