using System.CommandLine;
using OrleansRegistry.Storage.Copying;

using Command = System.CommandLine.Command;

namespace OrleansRegistry.Cli.Copying;

/// <summary><c>registry copy</c>: copies a stopped SQLite registry to PostgreSQL, where silos can share it.</summary>
internal static class CopyCommand
{
    public static Command Make()
    {
        var from = new Option<DirectoryInfo>("--from")
        {
            Description = "Folder of the stopped SQLite registry.", Required = true,
        };
        var to = new Option<string?>("--to")
        {
            Description = "Connection string of an empty PostgreSQL database; "
                + "read from Registry__Postgres when not given, which keeps a password out of the list of processes.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("Registry__Postgres"),
        };
        var command = new Command(
            "copy",
            "Brings everything over and recomputes every hash chain at the end. Interrupted, the same command goes on.")
        {
            from, to,
        };
        command.SetAction((parsed, cancellation) => Run(parsed.GetValue(from)!, parsed.GetValue(to), cancellation));
        return command;
    }

    private static async Task<int> Run(DirectoryInfo from, string? to, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(to)) throw new InvalidDataException("Say where to: --to, or Registry__Postgres.");
        var entities = await RegistryCopy.Run(
            from.FullName, to, Console.Out.WriteLine, RegistryLocation.Options(from).KeySecret, cancellation);
        await Console.Out.WriteLineAsync($"{entities} entities are in the database, documents and accounts with them. "
            + "Start the registry with Registry__Postgres set to it.");
        return 0;
    }
}
