using OrleansRegistry.Tests.Demonstrated;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: silos speak with silos alone, and one that does not fit harms nobody. Method: three real silos with
/// certificates by the manual's words, under load; newcomers that do not fit; then every file is changed.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class TlsTests(ITestOutputHelper output)
{
    private const int NotStarted = 2;

    private static readonly TimeSpan _refused = TimeSpan.FromMinutes(2), _readAgain = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_silo_that_does_not_fit_is_refused_at_its_start_and_gives_up_no_member()
    {
        using var files = SiloFiles.ByTheManual();
        using var stranger = SiloFiles.New();
        await using var cluster = await Start(files);
        Assert.Equal(3L, await PostgresServer.Run(cluster.Database,
            "select count(*) from OrleansMembershipTable where SiloName in ('silo-1', 'silo-2', 'silo-3')"));
        stranger.Issue("stranger");
        files.Issue("expired", days: -1);
        files.Issue("mail", dns: "mail.example.org");
        File.WriteAllText(
            stranger["both.crt"],
            File.ReadAllText(files["authority.crt"]) + File.ReadAllText(stranger["authority.crt"]));
        var ledger = await cluster.Load();
        await ledger.Through(async () =>
        {
            // All at once: what each is refused for does not depend on the others, and the members have six at the
            // door.
            await Task.WhenAll(
                Refused(cluster, "was not issued by the authority", stranger.Of("stranger")),
                Refused(
                    cluster, "does not accept the certificate of this silo",
                    stranger.Of("stranger", stranger["both.crt"])),
                Refused(cluster, "speaks TLS, and this silo does not"),
                Refused(cluster, "speaks TLS, and this silo does not", ("Registry__Silo__Tls__Mode", "off")),
                Refused(cluster, "it is valid from", files.Of("expired")),
                Refused(cluster, "it has no DNS name in common", files.Of("mail")));
        });
        output.WriteLine($"six that do not fit: {ledger}");
        await cluster.Check(ledger);
    }

    /// <summary>The authority and all certificates are changed in three steps, as the manual says.</summary>
    [Fact]
    public async Task Certificates_and_their_authority_are_changed_under_load_and_nothing_is_lost()
    {
        using var files = SiloFiles.ByTheManual();
        using var next = SiloFiles.New();
        await using var cluster = await Start(files);
        File.Copy(files["authority.crt"], files["before.crt"]);
        var ledger = await cluster.Load();
        await ledger.Through(async () =>
        {
            var both = File.ReadAllText(files["authority.crt"]) + File.ReadAllText(next["authority.crt"]);
            await Changed(cluster, 1, () => File.WriteAllText(files["authority.crt"], both));
            await Changed(cluster, 2, () =>
            {
                foreach (var name in new[] { "silo-1", "silo-2", "silo-3" })
                {
                    next.Issue(name);
                    File.Copy(next[$"{name}.crt"], files[$"{name}.crt"], overwrite: true);
                    File.Copy(next[$"{name}.key"], files[$"{name}.key"], overwrite: true);
                }
            });
            await Changed(cluster, 3, () => File.Copy(next["authority.crt"], files["authority.crt"], overwrite: true));
            cluster.Silos[2].Signal("TERM"); // Whoever joins now connects anew with everyone.
            await cluster.Silos[2].Ended();
            next.Issue("silo-4");
            ledger.Hosts = [.. ledger.Hosts.SkipLast(1)];
            await cluster.Add("Registry", next.Of("silo-4"));
            files.Issue("late");
            await Refused(cluster, "was not issued by the authority", files.Of("late", files["before.crt"]));
            await ledger.More(200);
        });
        output.WriteLine($"authority and certificates changed: {ledger}");
        await cluster.Check(ledger);
    }

    /// <summary>The manual's last step of the upgrade: everything is stopped, then started with certificates.</summary>
    [Fact]
    public async Task Silos_in_plain_text_are_stopped_and_started_with_certificates_and_nothing_is_lost()
    {
        using var files = SiloFiles.ByTheManual();
        await using var cluster = await SiloCluster.Start("Registry", null, ("Registry__Silo__Tls__Mode", "off"));
        var ledger = await cluster.Load();
        await ledger.Through(() => Task.CompletedTask);
        foreach (var silo in cluster.Silos) silo.Signal("TERM");
        foreach (var silo in cluster.Silos) await silo.Ended();
        SiloProcess[] started = [.. Enumerable.Range(1, 3).Select(number =>
            SiloProcess.Start(cluster.Database, "Registry", files.Of($"silo-{number}")))];
        cluster.Silos.AddRange(started);
        foreach (var silo in started) await silo.Ready();
        var token = await started[0].SignIn("officer.henan");
        ledger.Hosts = [.. started.Select(silo => silo.Client(token))];
        await ledger.Through(() => Refused(cluster, "speaks TLS, and this silo does not"));
        output.WriteLine($"from plain text to certificates: {ledger}");
        await cluster.Check(ledger);
    }

    private static async Task<SiloCluster> Start(SiloFiles files)
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        var cluster = new SiloCluster(await Demonstration.Database(), null);
        await cluster.Begin(false, Enumerable.Range(1, 3).Select(number =>
            (Func<SiloProcess>)(() => SiloProcess.Start(cluster.Database, "Registry", files.Of($"silo-{number}")))));
        return cluster;
    }

    /// <summary>A newcomer ends by itself, with a sentence, and the table of members is what it was.</summary>
    private async Task Refused(SiloCluster cluster, string why, params (string, string?)[] settings)
    {
        var before = await Rows();
        await using var silo = SiloProcess.Start(cluster.Database, "Registry", settings);
        await LoneSilo.Until(_refused, () => Task.FromResult(silo.HasExited));
        await silo.Ended();
        Assert.True(silo.ExitCode == NotStarted, silo.Log);
        var last = silo.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        Assert.Contains(why, last, StringComparison.Ordinal);
        output.WriteLine(last);
        Assert.Equal(before, await Rows());
        foreach (var member in cluster.Silos.Where(member => !member.HasExited))
            Assert.True(await member.IsReady(), member.Log);

        async Task<string> Rows() => (string)(await PostgresServer.Run(cluster.Database,
            "select string_agg(SiloName || ' ' || Status || ' ' || coalesce(SuspectTimes, ''), ', ' order by SiloName) "
            + "from OrleansMembershipTable"))!;
    }

    private static async Task Changed(SiloCluster cluster, int times, Action change)
    {
        change();
        await LoneSilo.Until(_readAgain, () => Task.FromResult(cluster.Silos.TrueForAll(silo =>
            silo.Log.Split("New connections between silos use the certificate").Length - 1 >= times)));
    }
}
