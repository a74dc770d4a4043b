using System.CommandLine;
using OrleansRegistry.Storage;
using Command = System.CommandLine.Command;

namespace OrleansRegistry.Cli.Sealing;

/// <summary><c>registry rotate-secret</c>: exchanges the secret of a sealed registry.</summary>
internal static class RotateSecretCommand
{
    public static Command Make()
    {
        var data = RegistryLocation.Data();
        var command = new Command(
            "rotate-secret",
            "Exchanges the secret of a stopped, sealed registry: Registry__KeySecretBefore has the one of until now, "
            + "Registry__KeySecret the new one. Repeating it does nothing.")
        {
            data,
        };
        command.SetAction((parsed, cancellation) => Run(parsed.GetValue(data)!, cancellation));
        return command;
    }

    private static async Task<int> Run(DirectoryInfo folder, CancellationToken cancellation)
    {
        var options = RegistryLocation.Options(folder);
        if (options.KeySecret is not { } secret || options.KeySecretBefore is not { } before)
            throw new InvalidDataException(
                "Set Registry__KeySecret to the new secret and Registry__KeySecretBefore to the one of until now.");
        var exchanged = await RegistrySealing.Exchange(
            new SealedPlace(options.Folder, options.Postgres), secret, before, cancellation);
        await Console.Out.WriteLineAsync(exchanged
            ? "The registry is sealed under the new secret; the one of before opens older backups alone."
            : "The registry is sealed under that secret already.");
        return 0;
    }
}
