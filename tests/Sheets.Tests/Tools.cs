using System.Diagnostics;

namespace OrleansRegistry.Sheets.Tests;

/// <summary>
/// Independent programs that open what is drawn: poppler-utils, zbar-tools, librsvg2-bin. Where one is missing its
/// tests are skipped.
/// </summary>
internal static class Tools
{
    public const string WenQuanYi = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc";
    public const string Droid = "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf";
    public const string DejaVu = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

    /// <summary>Skips the test when one of these programs or font files is not here.</summary>
    public static void Need(params string[] programsOrFiles)
    {
        foreach (var name in programsOrFiles)
            Assert.SkipUnless(
                name.StartsWith('/') ? File.Exists(name) : Find(name) is not null, $"{name} is not installed");
    }

    /// <summary>
    /// What a program prints about a file of these bytes; <c>{file}</c> among the arguments is the file, <c>{out}</c> a
    /// place beside it.
    /// </summary>
    public static string Read(ReadOnlyMemory<byte> content, string program, params string[] arguments) =>
        With(content, folder => Run(folder, program, arguments));

    /// <summary>What zbarimg reads off the picture that another program makes of these bytes.</summary>
    public static string Scanned(ReadOnlyMemory<byte> content, string painter, params string[] arguments) =>
        With(content, folder =>
    {
        Run(folder, painter, arguments);
        return Run(folder, "zbarimg", "-q", "--raw", "{out}.png").Trim();
    });

    /// <summary>What zbarimg reads off this picture itself.</summary>
    public static string Scanned(ReadOnlyMemory<byte> picture) =>
        Read(picture, "zbarimg", "-q", "--raw", "{file}").Trim();

    private static string With(ReadOnlyMemory<byte> content, Func<string, string> work)
    {
        var folder = Directory.CreateTempSubdirectory("sheets-tests-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "in"), content.ToArray());
            return work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Find(program)!)
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.StandardOutputEncoding = System.Text.Encoding.UTF8;
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument.Replace("{file}", Path.Combine(folder, "in"), StringComparison.Ordinal)
                .Replace("{out}", Path.Combine(folder, "out"), StringComparison.Ordinal));
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {errors.Result}{output}");
        return output;
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
