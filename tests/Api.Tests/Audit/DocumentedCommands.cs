using System.Diagnostics;
using System.Reflection;

namespace OrleansRegistry.Api.Tests.Audit;

/// <summary>Runs what docs/security.md tells an outsider to run, as it stands there, in a folder of its own.</summary>
internal sealed class DocumentedCommands : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proof-");

    /// <summary>Why they cannot run here; null: they can.</summary>
    public static string? Missing { get; } =
        new[] { "bash", "curl", "jq", "openssl", "od" }.FirstOrDefault(name => !File.Exists("/usr/bin/" + name))
            is { } missing ? missing + " is not installed" : null;

    /// <summary>What the last one wrote.</summary>
    public string Said { get; private set; } = "";

    /// <summary>A file in the folder.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Runs the block after the mark of this name; gives its exit code.</summary>
    public async Task<int> Run(string block, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-c", Block(block)])
        {
            WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var bash = Process.Start(start)!;
        var (said, complained) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        Said = await said + await complained;
        return bash.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static string Block(string name)
    {
        var root = typeof(DocumentedCommands).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(one => one.Key == "RegistryRoot").Value!;
        var text = File.ReadAllText(Path.Combine(root, "docs", "security.md"));
        const string begin = "```bash\n";
        var mark = text.IndexOf($"<!-- {name} -->", StringComparison.Ordinal);
        var from = text.IndexOf(begin, mark, StringComparison.Ordinal) + begin.Length;
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)];
    }
}
