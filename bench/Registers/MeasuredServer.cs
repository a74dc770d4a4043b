using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Registers;

/// <summary>The PostgreSQL of the measures: it flushes to the disk, as in operation.</summary>
internal static class MeasuredServer
{
    private static bool _isUp;

    /// <summary>The server, in a folder of this run; null, which is said: there is none here.</summary>
    public static PostgresServer? Find(Settings settings)
    {
        PostgresServer.Durable = true;
        PostgresServer.Folder ??= Scratch.Folder(settings, "postgres");
        _isUp = true;
        if (PostgresServer.Shared.Missing is not { } missing) return PostgresServer.Shared;
        Console.WriteLine(missing);
        return null;
    }

    /// <summary>Stops it, if it was asked for and is not somebody else's.</summary>
    public static void End()
    {
        if (_isUp) PostgresServer.Shared.Process?.End();
    }
}
