using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Tests.Demonstrated;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Killing;

/// <summary>
/// An embedded registry as a process of its own, on a file or on a server of its own, both to be maltreated.
/// </summary>
internal sealed class FaultyRegistry : IAsyncDisposable
{
    private const int MaxCertificates = 120;
    private const int MaxMinutes = 3;

    private readonly Scratch _scratch;
    private LoneSilo? _process;

    private FaultyRegistry(PostgresProcess? server, string? folder, string clock, Scratch? scratch = null)
    {
        _scratch = scratch ?? new Scratch();
        Server = server;
        Options = new RegistryOptions { Folder = folder ?? _scratch["data"], Postgres = server?.ConnectionString };
        Clock = clock;
    }

    /// <summary>Its PostgreSQL; null: it is on SQLite.</summary>
    public PostgresProcess? Server { get; }

    public RegistryOptions Options { get; private set; }

    /// <summary>The legal clock, which stands; set: where it stands from the next start on.</summary>
    public string Clock
    {
        get;
        set
        {
            field = value;
            Options = Options with { Clock = DateTimeOffset.Parse(value, CultureInfo.InvariantCulture) };
        }
    }

    public LoneSilo Process => _process!;

    /// <summary>Further settings of the process.</summary>
    public (string, string?)[] Settings { get; init; } = [];

    /// <summary>What was acknowledged.</summary>
    public Ledger Ledger { get; private set; } = null!;

    /// <summary>A registry that was never started. "sqlite" or "postgres".</summary>
    public static FaultyRegistry Make(
        string store, string? folder = null, string clock = Programs.Clock, params (string, string?)[] settings)
    {
        if (store == "sqlite") return new FaultyRegistry(null, folder, clock) { Settings = settings };
        Assert.SkipWhen(PostgresProcess.FindPrograms() is null, "no PostgreSQL programs here");
        var server = PostgresProcess.Start(PostgresProcess.FindPrograms()!, folder: folder);
        return new FaultyRegistry(server, null, clock) { Settings = settings };
    }

    /// <summary>The same with its demonstration, as a process that was stopped left it.</summary>
    public static async Task<FaultyRegistry> Demonstrated(
        string store, string? folder = null, params (string, string?)[] settings)
    {
        if (store == "sqlite")
        {
            var onSqlite = Make(store, folder, settings: settings);
            await Demonstration.Into(onSqlite.Options.Folder, Programs.Clock);
            return onSqlite;
        }
        Assert.SkipWhen(PostgresProcess.FindPrograms() is null, "no PostgreSQL programs here");
        var scratch = new Scratch();
        var server = await Demonstration.Server(Programs.Clock, scratch["data"], folder);
        return new FaultyRegistry(server, null, Programs.Clock, scratch) { Settings = settings };
    }

    /// <summary>The same, running, with an officer who is signed in.</summary>
    public static async Task<FaultyRegistry> Start(string store, string? folder = null)
    {
        var registry = await Demonstrated(store, folder);
        await registry.Begin();
        registry.Ledger = new Ledger(
            await registry.Certificates(), Programs.Clock[..10])
        { Hosts = [registry.Process.Http] };
        return registry;
    }

    /// <summary>Starts the process; again after it was killed.</summary>
    public async Task Begin()
    {
        _process = await LoneSilo.Start(Options.Folder, Clock, Options.Postgres, Settings);
        await _process.SignIn("officer.henan");
        if (Ledger is not null) Ledger.Hosts = [_process.Http];
    }

    /// <summary>Kills it and starts it again.</summary>
    public async Task KillAndBegin()
    {
        await Process.Kill();
        await Begin();
    }

    /// <summary>Waits until nothing is overdue or on its way.</summary>
    public Task Idle(int maxMinutes = MaxMinutes) => LoneSilo.Until(TimeSpan.FromMinutes(maxMinutes), async () =>
        await Metric("registry_deadlines_overdue") == 0 && await Metric("registry_outbox_pending") == 0);

    /// <summary>
    /// Everything acknowledged is answered the same again; then it is stopped and looked at (Checker).
    /// </summary>
    public async Task Check(int parked = 0)
    {
        await Idle();
        if (Ledger is not null) await Ledger.Replay();
        await Process.Stop();
        await Checker.Check(Options, Ledger, parked);
    }

    public async Task<double> Metric(string name)
    {
        var text = await Process.Http.GetStringAsync("/metrics");
        var line = text.Split('\n').SingleOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return line is null ? double.NaN : double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a script behind the registry's back; gives the first value.</summary>
    public async Task<string?> Sql(string script) => Options.Postgres is { } database
        ? (await PostgresServer.Run(database, script))?.ToString() : RawDatabase.Run(Options.Folder, script);

    /// <summary>Certificates that the officer may record points on.</summary>
    private async Task<string[]> Certificates()
    {
        using var answer = await Process.Http.PostAsJsonAsync("/api/v1/search?limit=200",
            new { kind = "freightDriver", expiring = new { from = "2027-01-01", to = "2040-01-01" } });
        var page = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.True(answer.IsSuccessStatusCode, page?.ToString());
        var found = page!["items"]!.AsArray()
            .Where(item => (string?)item!["status"] == "valid")
            .Select(item => (string)item!["id"]!)
            .Take(MaxCertificates)
            .ToArray();
        Assert.True(found.Length >= 20, $"{found.Length} certificates: {page}");
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        Server?.End();
        _scratch.Dispose();
    }
}
