using System.CommandLine;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Verification;

namespace OrleansRegistry.Cli.Verifying;

/// <summary><c>registry verify</c>: chains, replays, invariants, deadlines, figures.</summary>
internal static class VerifyCommand
{
    private const int MaxShown = 1000;
    private const int RootDigits = 64;

    public static Command Make()
    {
        var data = RegistryLocation.Data();
        var roots = Roots();
        var command = new Command(
            "verify",
            "Recomputes every hash chain, of histories and of the audit, and every daily root over them, replays every "
            + "history, checks invariants and armed deadlines, and counts the figures of statistics again. Exit code 1 "
            + "when anything is wrong.")
        {
            data, roots,
        };
        command.SetAction((parsed, cancellation) => RegistryLocation.Reading(parsed.GetValue(data)!,
            registry => Run(registry, parsed.GetValue(roots) ?? [], cancellation), cancellation));
        return command;
    }

    private static Option<string[]> Roots()
    {
        var roots = new Option<string[]>("--root")
        {
            Description = "A daily root that was kept outside, 64 hexadecimal digits; must still be there. May be "
                + "given several times.",
        };
        roots.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.Length != RootDigits || !token.Value.All(char.IsAsciiHexDigitLower))
                    result.AddError($"--root {token.Value}: {RootDigits} digits, 0 to 9 and a to f.");
        });
        return roots;
    }

    private static async Task<int> Run(
        StoredRegistry registry, string[] keptRoots, CancellationToken cancellation)
    {
        var seen = new VerifiedCount();
        var faults = 0L;
        await foreach (var fault in RegistryVerifier.Run(registry, seen, keptRoots, cancellation))
        {
            if (++faults <= MaxShown) await Console.Error.WriteLineAsync(fault);
        }
        await Console.Out.WriteLineAsync(
            $"{seen.Entities} entities, {seen.Events} events, {seen.Deadlines} deadlines, "
            + $"{seen.Records} audit records, {seen.Roots} daily roots: "
            + $"{(faults == 0 ? "clean" : $"{faults} faults")}");
        if (seen.Erased > 0) await Console.Out.WriteLineAsync($"{seen.Erased} histories erased by rule");
        await Console.Out.WriteLineAsync($"root {seen.Root}");
        return faults == 0 ? 0 : 1;
    }
}
