using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests.Deploy;

/// <summary>
/// Goal: each alarm is raised when it should be, and not before. Method: Prometheus' own tool, over made-up series.
/// </summary>
public sealed partial class AlarmTests
{
    private static readonly string _folder = Path.Combine(Sources.Root, "deploy", "alerts");

    [Fact]
    public async Task Every_alarm_has_a_case_in_which_it_is_raised()
    {
        var rules = await File.ReadAllTextAsync(Path.Combine(_folder, "registry.rules.yaml"));
        var cases = await File.ReadAllTextAsync(Path.Combine(_folder, "registry.rules.test.yaml"));
        var alarms = Alarm().Matches(rules).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(alarms);
        Assert.All(alarms, alarm => Assert.Contains($"alertname=\"{alarm}\"", cases, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cases_come_out_as_they_say()
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(':')
            .Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "no promtool here (Debian's package prometheus)");
        var start = new ProcessStartInfo(path, ["test", "rules", "registry.rules.test.yaml"])
        {
            WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var promtool = Process.Start(start)!;
        var (said, failed) = (promtool.StandardOutput.ReadToEndAsync(), promtool.StandardError.ReadToEndAsync());
        await promtool.WaitForExitAsync();
        Assert.True(promtool.ExitCode == 0, await said + await failed);
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alarm();
}
