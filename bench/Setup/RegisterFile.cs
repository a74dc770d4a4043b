using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Hosting;
using OrleansRegistry.Hosting.Samples;

namespace OrleansRegistry.Bench.Setup;

/// <summary>A registry with an officer who is signed in.</summary>
internal sealed record Prepared(string Folder, string Token, string IdsFile, IReadOnlyList<string> Ids);

/// <summary>Makes registries in process, by the same commands as everybody else.</summary>
internal static class RegisterFile
{
    private const int Seed = 20261121;
    private const int SideBySide = 256;
    private const string Reach = "41";

    /// <summary>Opens a registry that does nothing by itself.</summary>
    public static Task<EmbeddedHost> Open(string folder, int cached = 50_000, string? postgres = null, DateTimeOffset? clock = null) => EmbeddedHost.Open(
        new EmbeddedOptions { Folder = folder, CachedEntitiesMost = cached, Postgres = postgres, Clock = clock }, development: false, TimeProvider.System,
        NullLoggerFactory.Instance);

    /// <summary>A new registry with so many drivers' certificates in force, all within one officer's reach.</summary>
    public static async Task<Prepared> MakeForLoad(string folder, int certificates, string? postgres = null)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        await using var host = await Open(folder, postgres: postgres);
        var ids = await Import(host.Registry, Drivers().Take(certificates), certificates);
        var idsFile = Path.Combine(folder, "ids.txt");
        await File.WriteAllLinesAsync(idsFile, ids);
        return new Prepared(folder, await SignIn(host.Registry), idsFile, ids);
    }

    /// <summary>A register of any certificates, kept between runs; made when it is not there, which takes minutes.</summary>
    public static async Task<string> Kept(Settings settings, int certificates)
    {
        var folder = Path.Combine(settings.Cache, string.Create(CultureInfo.InvariantCulture, $"register-{certificates}"));
        var done = Path.Combine(folder, "complete");
        if (File.Exists(done)) return folder;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var startedAt = Stopwatch.GetTimestamp();
        await using (var host = await Open(folder))
        {
            await Import(host.Registry, SampleRegister.Make(certificates, Seed, Today()), certificates);
        }
        await File.WriteAllTextAsync(done, "");
        Console.WriteLine($"made {certificates:n0} certificates in {Stopwatch.GetElapsedTime(startedAt).TotalSeconds:0} s");
        return folder;
    }

    private static DateOnly Today() => ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow());

    private static IEnumerable<SampleCertificate> Drivers()
    {
        var today = Today();
        return SampleRegister.Make(int.MaxValue, Seed, today).Where(made => made.Certificate is { CancelledBy: null, Points: null } c
            && c.Kind.Drives() && c.ValidTo > today && c.Authority.StartsWith(Reach, StringComparison.Ordinal));
    }

    /// <summary>Registers them by the registry's own commands, many side by side.</summary>
    public static async Task<List<string>> Import(EmbeddedRegistry registry, IEnumerable<SampleCertificate> made, int certificates)
    {
        var ids = new List<string>(certificates);
        var number = 0;
        // A person's two certificates follow each other: a chunk ends before the second begins.
        foreach (var chunk in made.Chunk(8_192))
        {
            await Parallel.ForEachAsync(chunk.GroupBy(item => item.Person.IdentityNumber),
                new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, async (person, cancellation) =>
                {
                    foreach (var item in person) Keep(await Register(registry, item, Interlocked.Increment(ref number), cancellation));
                });
            await registry.Drain();
            if (ids.Count / 100_000 != (ids.Count + chunk.Length) / 100_000) Console.Error.WriteLine($"  {ids.Count:n0} certificates");
        }
        return ids;

        void Keep(string? id)
        {
            if (id is null) return;
            lock (ids) ids.Add(id);
        }
    }

    private static async Task<string?> Register(EmbeddedRegistry registry, SampleCertificate item, int number, CancellationToken cancellation)
    {
        var envelope = new Envelope(string.Create(CultureInfo.InvariantCulture, $"bench:{number}"), item.Certificate, Actor.Registry(Channel.Import))
        {
            Cause = string.Create(CultureInfo.InvariantCulture, $"import line {number}"),
        };
        var (id, answer) = await Registrar.Register(registry, item.Person, item.Certificate, envelope, cancellation);
        return answer is Answer.Done ? id.Key : null;
    }

    private static async Task<string> SignIn(EmbeddedRegistry registry)
    {
        const string Password = "Bench-Officer-2026!x";
        var account = new Account("A-bench", "bench-officer", null, Roles.Officer, Reach, Desks.Road, null, MustChangePassword: false, Disabled: false);
        var (_, refusal) = await registry.Accounts.Open(account, Password);
        if (refusal is not null) throw new InvalidOperationException(refusal.Detail.En);
        return await registry.Accounts.SignInByPassword(account.Name!, Password) is SignIn.Started started
            ? started.Token
            : throw new InvalidOperationException("the officer cannot sign in");
    }
}
