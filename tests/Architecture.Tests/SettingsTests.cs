using System.Reflection;
using OrleansRegistry.Infrastructure;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>Goal: whoever reads docs/settings.md knows every setting, and what counts where it is not set.</summary>
public sealed class SettingsTests
{
    private static IReadOnlyList<SettingAttribute> Settings => [.. typeof(RegistryOptions).GetProperties()
        .Select(property => property.GetCustomAttribute<SettingAttribute>()).OfType<SettingAttribute>()];

    [Fact]
    public void The_page_of_settings_says_what_the_class_says() => Assert.Equal(
        Settings.Select(
            setting => $"{setting.Key} | {setting.Alone} | {setting.Cluster}").Order(StringComparer.Ordinal),
        Rows().Select(row => $"{row[0].Trim('`')} | {row[1]} | {row[2]}").Order(StringComparer.Ordinal));

    /// <summary>A key that is read and not on the page, or on the page and not read, would be a trap.</summary>
    [Fact]
    public void Every_setting_is_read_and_no_other()
    {
        var read = new HashSet<string>();
        new SettingsReader(key =>
        {
            read.Add(key);
            return null;
        }).Read(development: true, production: false);
        Assert.Equal(Settings.Select(setting => setting.Key).Order(), read.Order());
    }

    [Fact]
    public void Each_setting_says_what_it_means() => Assert.All(Rows(), row => Assert.True(row[3].Length > 10, row[0]));

    private static IEnumerable<string[]> Rows() => File.ReadLines(Path.Combine(Sources.Root, "docs/settings.md"))
        .Where(line => line.StartsWith("| `Registry__", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split(" | ").Select(cell => cell.Trim()).ToArray());
}
