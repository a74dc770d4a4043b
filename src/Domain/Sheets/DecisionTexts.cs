using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>The documents served while an application is reviewed (决定文书). Names are published: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<DecisionKind>))]
public enum DecisionKind
{
    /// <summary>受理通知书.</summary>
    Accepted = 1,

    /// <summary>补正告知书.</summary>
    Supplement = 2,

    /// <summary>不予受理决定书.</summary>
    NotAccepted = 3,

    /// <summary>不予许可决定书.</summary>
    Refused = 4,

    /// <summary>准予许可决定书.</summary>
    Approved = 5,

    /// <summary>注销决定书.</summary>
    Cancelled = 6,
}

/// <summary>The words of one sort of document, with places in braces for what differs.</summary>
/// <param name="TitleZh">Its title.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="OpeningZh">What is decided.</param>
/// <param name="OpeningEn">The same in English.</param>
/// <param name="Law">The article on which it rests.</param>
/// <param name="Source">Where the article was looked up, and what could not be found.</param>
/// <param name="Remedies">True: it names the remedies against it.</param>
internal sealed record DecisionText(
    string TitleZh, string TitleEn, string OpeningZh, string OpeningEn, string Law, string Source, bool Remedies);

/// <summary>
/// The remedies against a decision and their limits, with the articles, and where these were looked up.
/// </summary>
internal sealed record RemedyText(
    string Zh, string En, int ReconsiderationDays, string ReconsiderationLaw, string ReconsiderationSource,
    int LitigationMonths, string LitigationLaw, string LitigationSource, string LastDayLaw, string LastDaySource);

/// <summary>
/// The words of all documents, with the articles on which they rest. They are data (decision-documents.json).
/// </summary>
internal sealed record DecisionTexts(
    DecisionText Accepted, DecisionText Supplement, DecisionText NotAccepted, DecisionText Refused,
    DecisionText Approved, DecisionText Cancelled, RemedyText Remedies)
{
    private static readonly Lazy<DecisionTexts> _embedded = new(() => JsonSerializer.Deserialize(
        DataFile.Embedded("decision-documents.json"), DecisionTextsJson.Default.DecisionTexts)!);

    /// <summary>The texts that are built into the program.</summary>
    public static DecisionTexts Embedded => _embedded.Value;

    /// <summary>The words of this sort of document.</summary>
    public DecisionText Of(DecisionKind kind) => kind switch
    {
        DecisionKind.Accepted => Accepted,
        DecisionKind.Supplement => Supplement,
        DecisionKind.NotAccepted => NotAccepted,
        DecisionKind.Refused => Refused,
        DecisionKind.Approved => Approved,
        DecisionKind.Cancelled => Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>
    /// A text with its places filled in: <c>{name}</c> in both languages; in English
    /// <c>{nameEn}</c> where the value has words of its own.
    /// </summary>
    public static LocalText Filled(string zh, string en, params ReadOnlySpan<(string Name, LocalText Value)> values)
    {
        foreach (var (name, value) in values)
        {
            zh = zh.Replace("{" + name + "}", value.Zh, StringComparison.Ordinal);
            en = en.Replace("{" + name + "En}", value.En, StringComparison.Ordinal)
                .Replace("{" + name + "}", value.En, StringComparison.Ordinal);
        }
        return new LocalText(zh, en);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DecisionTexts))]
internal sealed partial class DecisionTextsJson : JsonSerializerContext;
