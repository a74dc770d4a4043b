using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Api.Tests.Verification;

/// <summary>The JOSE library of npm in tests/Jose, which knows nothing of this registry.</summary>
internal static class JoseLibrary
{
    private static readonly Lazy<string?> _missing = new(Prepare);

    /// <summary>Why it cannot be asked here; null: it can.</summary>
    public static string? Missing => _missing.Value;

    private static string Folder { get; } = Find();

    /// <summary>What it says of a token by the keys published at this address, at this instant.</summary>
    public static async Task<JsonNode> Check(Uri keys, string token, DateTimeOffset now)
    {
        var (code, said) = await Run("node", "check.mjs", keys.ToString(), token, now.ToString("O"));
        Assert.True(code == 0, said);
        return JsonNode.Parse(said)!;
    }

    /// <summary>What it reads of a status list at this address about one place of it, at this instant.</summary>
    public static async Task<JsonNode> Status(Uri keys, Uri list, DateTimeOffset now, long place)
    {
        var (code, said) = await Run("node", "statuslist.mjs", keys.ToString(), list.ToString(), now.ToString("O"),
            place.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(code == 0, said);
        return JsonNode.Parse(said)!;
    }

    private static string? Prepare()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "jose")))
            return HasNode() ? null : "node is not installed";
        if (!HasNode()) return "node is not installed";
        try
        {
            var (code, said) = Run("npm", "ci", "--no-audit", "--no-fund").GetAwaiter().GetResult();
            return code == 0 ? null : "npm ci: " + said;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "npm is not installed";
        }
    }

    private static bool HasNode()
    {
        try
        {
            return Run("node", "--version").GetAwaiter().GetResult().Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Said)> Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + (process.ExitCode == 0 ? "" : await errors));
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrleansRegistry.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "tests", "Jose");
    }
}
