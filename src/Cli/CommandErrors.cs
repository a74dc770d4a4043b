using System.CommandLine;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Cli;

/// <summary>
/// An error that was foreseen is printed as a sentence, with exit code 2; a stack trace is printed only for an
/// unforeseen one.
/// </summary>
internal static class CommandErrors
{
    private const int NotDone = 2;

    public static async Task<int> Report(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (RegistryInUseException inUse)
        {
            await Console.Error.WriteLineAsync(inUse.Message);
            await Console.Error.WriteLineAsync("Stop it first, or use --url where the command has it.");
            return NotDone;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return NotDone;
        }
        catch (Exception e) when (e is UnknownSchemaException or StorageAwayException or InvalidDataException
            or NotSupportedException or HttpRequestException or IOException or UnauthorizedAccessException
            or FormatException or SettingException or SealingException or SealedRowException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return NotDone;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            return NotDone;
        }
    }
}
