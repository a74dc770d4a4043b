using System.Collections.Immutable;
using System.Text;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.Rules;

/// <summary>The embedded rulebook with one edit, loaded or refused.</summary>
internal static class RulebookText
{
    public static Rulebook Load(string find, string replace) =>
        Assert.IsType<RulebookLoad<Rulebook>.Loaded>(Parse(find, replace)).Rulebook;

    public static ImmutableArray<string> Refuse(string find, string replace) =>
        Assert.IsType<RulebookLoad<Rulebook>.Rejected>(Parse(find, replace)).Faults;

    private static RulebookLoad<Rulebook> Parse(string find, string replace)
    {
        var parts = Encoding.UTF8.GetString(Rulebook.Embedded.Text).Split(find);
        Assert.True(parts.Length == 2, $"An edit is for one place, and {find} stands {parts.Length - 1} times.");
        return Rulebook.Parse(Encoding.UTF8.GetBytes(string.Join(replace, parts)));
    }
}
