using System.CommandLine;
using OrleansRegistry.Storage.Postgres;
using Command = System.CommandLine.Command;

namespace OrleansRegistry.Cli;

/// <summary>
/// <c>registry migrate</c>: the job before a rolling upgrade, with the owner's connection (docs/operations.md).
/// </summary>
internal static class MigrateCommand
{
    public static Command Make()
    {
        var command = new Command(
            "migrate",
            "Brings the schema of the database in Registry__Postgres up to date, also while silos run. "
            + "Repeating it does nothing.");
        command.SetAction((_, cancellation) => Run(cancellation));
        return command;
    }

    private static async Task<int> Run(CancellationToken cancellation)
    {
        var database = Environment.GetEnvironmentVariable("Registry__Postgres") is { Length: > 0 } named ? named
            : throw new InvalidDataException(
                "Registry__Postgres names no database. A registry on SQLite migrates itself when it starts.");
        await PostgresRegistryStore.Migrate(database, cancellation);
        await Console.Out.WriteLineAsync("The schema is up to date.");
        return 0;
    }
}
