using System.Diagnostics;
using System.Reflection;

namespace OrleansRegistry.Tests.Running;

/// <summary>Starts the built programs as processes of their own.</summary>
internal static class Programs
{
    /// <summary>The legal clock in every started process, unless a test says otherwise.</summary>
    public const string Clock = "2026-08-28T10:00:00+08:00";

    public static Process Start(
        string program, IEnumerable<string> arguments, params (string Name, string? Value)[] environment) =>
        StartUnder(["dotnet", PathOf(program)], arguments, environment);

    /// <summary>Starts a program with words before it: where or how it is to run, or another build of it.</summary>
    public static Process StartUnder(
        string[] words, IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(
            words[0])
        { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var word in words[1..]) start.ArgumentList.Add(word);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith(
            "REGISTRY", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("ASPNETCORE", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["Registry__Clock"] = Clock;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development"; // Elsewhere nobody sets the legal clock.
        foreach (var (name, value) in environment)
            if (value is null) start.Environment.Remove(name); else start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Where the build has put a program.</summary>
    public static string PathOf(string program) => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == program).Value!;
}

/// <summary>What a finished command said.</summary>
internal sealed record Finished(int ExitCode, string Out, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n{Out}\n{Error}";
}

/// <summary>Runs `registry` to its end.</summary>
internal static class Cli
{
    private static readonly TimeSpan _most = TimeSpan.FromMinutes(2);

    public static Task<Finished> Run(params string[] arguments) => RunWith([], arguments);

    public static async Task<Finished> RunWith((string Name, string? Value)[] environment, params string[] arguments)
    {
        using var process = Programs.Start("Cli", arguments, environment);
        process.StandardInput.Close();
        var (said, failed) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var end = new CancellationTokenSource(_most);
        try
        {
            await process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"registry {string.Join(' ', arguments)} did not end");
        }
        return new Finished(process.ExitCode, await said, await failed);
    }

    /// <summary>Runs it and wants this exit code.</summary>
    public static async Task<Finished> Ends(int exitCode, params string[] arguments)
    {
        var finished = await Run(arguments);
        Assert.True(exitCode == finished.ExitCode, $"registry {string.Join(' ', arguments)}: {finished}");
        return finished;
    }
}
