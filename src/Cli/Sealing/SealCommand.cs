using System.CommandLine;
using OrleansRegistry.Storage;
using Command = System.CommandLine.Command;

namespace OrleansRegistry.Cli.Sealing;

/// <summary><c>registry seal</c>: seals a stopped registry that has plain rows.</summary>
internal static class SealCommand
{
    public static Command Make()
    {
        var data = RegistryLocation.Data();
        var command = new Command(
            "seal",
            "Seals the data at rest of a stopped registry under Registry__KeySecret, recomputes every hash chain, and "
            + "removes the bytes that were plain. Interrupted, the same command goes on; repeating it does nothing.")
        {
            data,
        };
        command.SetAction((parsed, cancellation) => Run(parsed.GetValue(data)!, cancellation));
        return command;
    }

    private static async Task<int> Run(DirectoryInfo folder, CancellationToken cancellation)
    {
        var options = RegistryLocation.Options(folder);
        var secret = options.KeySecret ?? throw new InvalidDataException(
            "Registry__KeySecret is missing: make one with: openssl rand -base64 32, and keep it apart from backups.");
        var place = new SealedPlace(options.Folder, options.Postgres);
        var entities = await RegistrySealing.Seal(place, secret, Console.Out.WriteLine, cancellation);
        await Console.Out.WriteLineAsync(
            $"{entities} entities and everything beside them are sealed. Without the secret nobody can read them: "
            + "keep it. Backups of before are plain: destroy them when the next one was tried.");
        return 0;
    }
}
