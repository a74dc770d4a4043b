using OrleansRegistry.Bench.Setup;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Bench.Measures;

/// <summary>What one certificate with its person costs while it lies in memory and nobody asks for it.</summary>
internal static class MemoryMeasure
{
    private const int Certificates = 100_000;

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var folder = await RegisterFile.Kept(settings, Certificates);
        await using var host = await RegisterFile.Open(folder, cached: 4 * Certificates);
        var ids = await Ids(folder);
        foreach (var id in ids.Take(100)) await host.Registry.Load(id); // What is made once is not theirs.
        var (before, had) = (Settled(), host.Registry.CachedEntities);
        foreach (var id in ids) _ = (Certificate)(await host.Registry.Load(id))!.State;
        var (after, has) = (Settled(), host.Registry.CachedEntities);
        Console.WriteLine("## (c) Memory of an idle certificate\n");
        Console.WriteLine($"{ids.Count:n0} certificates with their persons ({has:n0} entities in memory): "
            + $"{(after - before) / (double)(ids.Count - 100):0} bytes a certificate, {(after - before) / (double)(has - had):0} an entity");
        Console.WriteLine();
    }

    private static async Task<List<EntityId>> Ids(string folder)
    {
        var ids = new List<EntityId>(Certificates);
        var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "registry.db"), Pooling = false }.ToString());
        await using (connection)
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT key FROM entity WHERE kind = 'certificate'";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                if (EntityId.TryParse(rows.GetString(0), out var id)) ids.Add(id);
        }
        return ids;
    }

    private static long Settled()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
