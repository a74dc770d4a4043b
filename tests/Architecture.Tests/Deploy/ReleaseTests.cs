using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests.Deploy;

/// <summary>Goal: what is released is of one commit, of base images that somebody has chosen (docs/adr/0080).</summary>
public sealed partial class ReleaseTests : IDisposable
{
    private const string Digest = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly string _folder = Directory.CreateTempSubdirectory("release-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("SDK=\nBASE=\n", "no digest for SDK")]
    [InlineData("SDK=sdk" + Digest + "\nBASE=\n", "no digest for BASE")]
    [InlineData("SDK=sdk" + Digest + "\nBASE=aspnet:10.0-noble-chiseled\n", "no digest for BASE")]
    [InlineData("SDK=sdk" + Digest + "\nBASE=aspnet" + Digest + "\n", "no tag of its own")]
    public async Task A_release_wants_both_base_images_by_digest_and_then_a_tag(string locked, string said)
    {
        var deploy = Directory.CreateDirectory(Path.Combine(_folder, "deploy")).FullName;
        File.Copy(Path.Combine(Sources.Root, "deploy", "release.sh"), Path.Combine(deploy, "release.sh"));
        await File.WriteAllTextAsync(Path.Combine(deploy, "images.lock"), locked);
        using var release = Process.Start(new ProcessStartInfo("bash", [Path.Combine(deploy, "release.sh")])
        {
            RedirectStandardError = true,
        })!;
        Assert.Contains(said, await release.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await release.WaitForExitAsync();
        Assert.NotEqual(0, release.ExitCode);
    }

    [Fact]
    public void The_base_images_are_arguments_of_the_Dockerfile_and_have_no_other_place()
    {
        var dockerfile = File.ReadAllText(Path.Combine(Sources.Root, "deploy", "Dockerfile"));
        var arguments = From().Matches(dockerfile).Select(match => match.Groups[1].Value);
        var locked = Locked().Matches(File.ReadAllText(Path.Combine(Sources.Root, "deploy", "images.lock")));
        Assert.Equal(["SDK", "BASE"], arguments);
        Assert.Equal(arguments, locked.Select(match => match.Groups[1].Value));
        Assert.Matches("ARG BASE=[^\n]*chiseled\n", dockerfile); // Without a shell.
    }

    [GeneratedRegex(@"^FROM \$\{(\w+)\}", RegexOptions.Multiline)]
    private static partial Regex From();

    [GeneratedRegex(@"^(\w+)=", RegexOptions.Multiline)]
    private static partial Regex Locked();
}
