using System.CommandLine;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Verification;

namespace OrleansRegistry.Cli.Verifying;

/// <summary><c>registry verify</c>: chains, replays, invariants, deadlines, figures.</summary>
internal static class VerifyCommand
{
    private const int MaxShown = 1000;

    public static Command Make()
    {
        var data = RegistryLocation.Data();
        var command = new Command(
            "verify",
            "Recomputes every hash chain, of histories and of the audit, replays every history, checks invariants and "
            + "armed deadlines, and counts the figures of statistics again. "
            + "Exit code 1 when anything is wrong.")
        {
            data,
        };
        command.SetAction((parsed, cancellation) => RegistryLocation.Reading(parsed.GetValue(data)!,
            registry => Run(registry, cancellation), cancellation));
        return command;
    }

    private static async Task<int> Run(StoredRegistry registry, CancellationToken cancellation)
    {
        var seen = new VerifiedCount();
        var faults = 0L;
        await foreach (var fault in RegistryVerifier.Run(registry, seen, cancellation))
        {
            if (++faults <= MaxShown) await Console.Error.WriteLineAsync(fault);
        }
        await Console.Out.WriteLineAsync(
            $"{seen.Entities} entities, {seen.Events} events, {seen.Deadlines} deadlines, "
            + $"{seen.Records} audit records: "
            + $"{(faults == 0 ? "clean" : $"{faults} faults")}");
        await Console.Out.WriteLineAsync($"root {seen.Root}");
        return faults == 0 ? 0 : 1;
    }
}
