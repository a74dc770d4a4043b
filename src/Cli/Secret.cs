using Spectre.Console;

namespace OrleansRegistry.Cli;

/// <summary>
/// A password from the environment, or asked for on the terminal; never from an argument, where others could read it.
/// </summary>
internal static class Secret
{
    public static string Read() =>
        Environment.GetEnvironmentVariable("REGISTRY_PASSWORD") is { Length: > 0 } given
            ? given
            : Console.IsInputRedirected
            ? throw new InvalidDataException("Nobody can be asked here: give the password in REGISTRY_PASSWORD.")
            : AnsiConsole.Prompt(new TextPrompt<string>("Password:").Secret());
}
