using System.Reflection;
using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Tests.Words;

/// <summary>
/// Goal: every status, kind, ground and event has words in both languages, and nobody reads the program's own name for
/// it. Method: each table is found by its shape, "Of(enumeration)", and asked for every value that its kind has.
/// </summary>
public sealed partial class WordTableTests
{
    /// <summary>Tables that stand with what they are about, and not in Domain/Words.</summary>
    private static readonly Type[] _elsewhere = [typeof(SheetWords), typeof(VerdictTexts), typeof(FindingWords)];

    private static IEnumerable<MethodInfo> Tables => typeof(StatusWords).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(StatusWords).Namespace || _elsewhere.Contains(type))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => !method.IsGenericMethod && method.ReturnType == typeof(LocalText)
            && method.GetParameters() is [{ ParameterType.IsEnum: true }]);

    [Fact]
    public void Every_value_of_every_table_has_words_in_both_languages()
    {
        var (tables, wrong) = (0, new List<string>());
        foreach (var table in Tables)
        {
            tables++;
            foreach (var value in Enum.GetValues(table.GetParameters()[0].ParameterType))
            {
                var words = (LocalText)table.Invoke(null, [value])!;
                // "AAA" and "A2" are what people write; whatever is a word is written in its own script.
                if (!IsText(words, value.ToString()!)) wrong.Add($"{table.DeclaringType!.Name}: {value}: {words}");
            }
        }

        Assert.Equal([], wrong);
        Assert.True(tables >= 29, $"{tables} tables were found");
    }

    [Fact]
    public void Every_event_that_can_stand_in_a_history_has_words_in_both_languages()
    {
        var events = FrozenNames.Events.ToList();

        Assert.True(events.Count > 180, $"{events.Count} events");
        Assert.Equal([], events.Where(name => !IsText(EventNames.Of(name), name)));
    }

    [Fact]
    public void Every_role_has_words_and_several_at_once_have_each() => Assert.All(
        Enum.GetValues<Roles>().Where(role => role is not (Roles.None or Roles.Registry)), role =>
        {
            Assert.True(IsText(Assert.Single(RoleNames.Of(role)), role.ToString()));
            Assert.Equal(role == Roles.Holder ? 1 : 2, RoleNames.Of(role | Roles.Holder).Count());
        });

    private static bool IsText(LocalText words, string name) =>
        Chinese().IsMatch(words.Zh) && !Chinese().IsMatch(words.En) && Letters().IsMatch(words.En)
        && (words.En != name || !Camel().IsMatch(name));

    [GeneratedRegex(@"[\u3400-\u9fff]")]
    private static partial Regex Chinese();

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Letters();

    /// <summary>A name of two words or more: nobody says such a word.</summary>
    [GeneratedRegex(@"[a-z][A-Z]|\.")]
    private static partial Regex Camel();
}
