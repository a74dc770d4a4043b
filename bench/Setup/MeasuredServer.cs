using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Setup;

/// <summary>The PostgreSQL of the measures: it flushes to the disk, as in operation.</summary>
internal static class MeasuredServer
{
    /// <summary>The server; null, which is said: there is none here.</summary>
    public static PostgresServer? Find()
    {
        PostgresServer.Durable = true;
        if (PostgresServer.Shared.Missing is not { } missing) return PostgresServer.Shared;
        Console.WriteLine(missing);
        return null;
    }
}
