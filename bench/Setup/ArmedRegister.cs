using System.Globalization;
using Npgsql;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Hosting;
using OrleansRegistry.Hosting.Samples;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Setup;

/// <summary>
/// A registry on PostgreSQL in which many deadlines fall due at one instant, as they do on the first of a month, among
/// many more that are due in later years.
/// </summary>
/// <param name="Folder">The folder of the host.</param>
/// <param name="Database">Its database; sides work on copies of it.</param>
/// <param name="DueAt">The instant, UTC.</param>
internal sealed record ArmedRegister(string Folder, string Database, DateTimeOffset DueAt)
{
    private const int Seed = 20261121;
    private const int CopiesMost = 9;

    /// <summary>The law's clock while it is made: the morning before.</summary>
    public static readonly DateTimeOffset Eve = new(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly DateOnly _opensOn = new(2026, 6, 2);

    /// <summary>
    /// Makes it: the due ones by the registry's own commands, the distant ones as copies of their rows under other keys
    /// (nobody reads these, they are there to be in the way).
    /// </summary>
    public static async Task<ArmedRegister> Make(PostgresServer server, Settings settings, int due)
    {
        var folder = Path.Combine(settings.Cache, "armed");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var database = await server.NewDatabase();
        await using (var host = await RegisterFile.Open(folder, postgres: database, clock: Eve))
        {
            await RegisterFile.Import(host.Registry, Alike(due), due);
        }
        var dueAt = ShanghaiTime.StartOf(_opensOn);
        var armed = (long)(await PostgresServer.Run(database, string.Create(CultureInfo.InvariantCulture,
            $"SELECT count(*) FROM deadline WHERE due_at = {dueAt.UtcTicks}")))!;
        if (armed != due) throw new InvalidOperationException($"{armed} deadlines of {due} are armed");
        await PostgresServer.Run(Patient(database), string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO entity (kind, key, version, state, head)
            SELECT kind, key || 'x' || g, version, state, head FROM entity, generate_series(1, {CopiesMost}) AS g WHERE kind = 'certificate';
            INSERT INTO deadline (kind, key, due_at, name, ring_hash)
            SELECT kind, key || 'x' || g, due_at + g * {TimeSpan.TicksPerDay * 300}, name, hashint8(ring_hash + g) FROM deadline, generate_series(1, {CopiesMost}) AS g
            WHERE due_at = {dueAt.UtcTicks};
            INSERT INTO search (kind, key, person_key, category, number, name, authority, valid_from, valid_to)
            SELECT kind, key || 'x' || g, person_key, category, number || g, name, authority, valid_from, valid_to
            FROM search, generate_series(1, {CopiesMost}) AS g WHERE kind = 'certificate';
            ANALYZE
            """));
        NpgsqlConnection.ClearAllPools();
        return new ArmedRegister(folder, database, dueAt);
    }

    /// <summary>A copy of the database, with its own equal start.</summary>
    public async Task<string> Copy(PostgresServer server)
    {
        var copy = await server.NewDatabase();
        await server.Drop(copy);
        NpgsqlConnection.ClearAllPools();
        await server.Run($"CREATE DATABASE {NameOf(copy)} TEMPLATE {NameOf(Database)}");
        await server.Run("CHECKPOINT");
        return copy;
    }

    /// <summary>For statements over a million rows.</summary>
    public static string Patient(string connection) => new NpgsqlConnectionStringBuilder(connection) { CommandTimeout = 900 }.ConnectionString;

    private static string NameOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    /// <summary>
    /// Escorts whose renewal window opens on one and the same day: they have no assessment that could come first. Nobody
    /// reaches an age limit, and everybody was of age at the issue.
    /// </summary>
    private static IEnumerable<SampleCertificate> Alike(int count)
    {
        var period = new Period(_opensOn.AddDays(31).AddYears(-6), _opensOn.AddDays(30));
        return SampleRegister.Make(int.MaxValue, Seed, ShanghaiTime.DateOf(Eve))
            .Where(made => made.Certificate.CancelledBy is null && made.Person.IdentityNumber is { Length: 18 } number
                && int.Parse(number.AsSpan(6, 4), CultureInfo.InvariantCulture) is > 1974 and < 2000)
            .DistinctBy(made => made.Person.IdentityNumber)
            .Select(made => made with
            {
                Certificate = made.Certificate with
                {
                    Kind = CertificateKind.DangerousGoodsEscort, FirstIssuedOn = period.From, ValidFrom = period.From, ValidTo = period.To,
                    DocumentVersion = 1, Points = null, LastGradedCycle = null, LastGrade = null,
                },
            }).Take(count);
    }
}
