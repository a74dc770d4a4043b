using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// Goal: an id is taken apart in the file of its type alone (docs/adr/0162, 0177). Method: every place that cuts a text
/// at a dot is in a list that says what is cut there.
/// </summary>
public sealed partial class DotTests
{
    private static readonly Dictionary<string, string> _cut = new()
    {
        ["src/Domain/Applications/ApplicationId.cs"] = "the id of an application",
        ["src/Domain/Machines/PartyId.cs"] = "the id of a party",
        ["src/Domain/Machines/EntityId.cs"] = "the entity of an id with a number",
        ["src/Domain/Verification/CredentialId.cs"] = "the id on a document",
        ["src/Domain/Verification/TokenText.cs"] = "a signed token",
        ["src/Domain/TrustLists/TrustListReader.cs"] = "a signed list",
        ["src/Domain/Identifiers/LicenceIdentifier.cs"] = "the number of an electronic licence",
        ["src/Domain/Rules/RoadRulesReader.cs"] = "the version of a file of rules",
        ["src/Infrastructure/Verification/RootCheck.cs"] = "a signed root",
        ["src/Infrastructure/Notices/PhoneTexts.cs"] = "the id of a text to a phone",
        ["src/Api/Metrics/Series.cs"] = "the name of a label",
        ["src/Portal/Applying/ApplyDrafts.cs"] = "the key of a draft",
    };

    [Fact]
    public void A_text_is_cut_at_a_dot_only_where_the_list_says_what_it_is() => Assert.Equal(
        _cut.Keys.Order(StringComparer.Ordinal),
        Sources.Of("src").Where(file => Cut().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Sources.Root, file)));

    [Theory]
    [InlineData("id.Split('.')")]
    [InlineData("text.LastIndexOf('.')")]
    [InlineData("text.IndexOf(\".\", StringComparison.Ordinal)")]
    public void A_cut_is_seen(string code) => Assert.Matches(Cut(), code);

    [GeneratedRegex("""\.(?:Split|IndexOf|LastIndexOf)\((?:'\.'|"\.")""")]
    private static partial Regex Cut();
}
