using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Agreements;

/// <summary>
/// What people agree to, by version: data, as laws are. A text is never edited; a change is a further version with a
/// later day.
/// </summary>
public sealed class AgreementTexts
{
    private static readonly Lazy<AgreementTexts> _embedded = new(() => Parse(DataFile.Embedded("agreements.json")));

    private readonly ImmutableArray<Agreement> _all;

    private AgreementTexts(ImmutableArray<Agreement> all) => _all = all;

    /// <summary>The texts that are built into the program.</summary>
    public static AgreementTexts Embedded => _embedded.Value;

    /// <summary>Reads the texts. Throws an exception that says what is wrong with the file.</summary>
    public static AgreementTexts Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        ImmutableArray<Agreement> all = [.. document.RootElement.EnumerateArray().Select(Read)];
        var twice = all.GroupBy(one => (one.Id, one.Version)).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new InvalidDataException($"{twice.Key} is there twice");
        return new AgreementTexts(all);
    }

    /// <summary>The versions that count on a day, one of each agreement, in the order of the file.</summary>
    public ImmutableArray<Agreement> On(DateOnly day) =>
        [.. _all.Where(one => one.From <= day).GroupBy(one => one.Id).Select(group => group.MaxBy(one => one.From)!)];

    /// <summary>True when something that counts on the day is not among what was agreed to.</summary>
    public bool IsDue(IEnumerable<AgreedVersion> agreed, DateOnly day)
    {
        var given = agreed.ToHashSet();
        return On(day).Any(one => !given.Contains(new AgreedVersion(one.Id, one.Version)));
    }

    /// <summary>
    /// The refusal if these versions cannot be agreed to: each must be in force on the day. Null: they can.
    /// </summary>
    public Refusal? FaultOf(ImmutableArray<AgreedVersion> given, DateOnly day)
    {
        var current = On(day).Select(one => new AgreedVersion(one.Id, one.Version)).ToHashSet();
        return given.All(current.Contains) ? null : Refusals.Malformed(Refusals.Fault("agreements",
            "请填写现行版本的协议（GET /api/v1/agreements）。", "Each is a version that counts now (GET /api/v1/agreements)."));
    }

    private static Agreement Read(JsonElement one)
    {
        var (title, text) = (one.GetProperty("title"), one.GetProperty("text"));
        return new Agreement(
            Text(one, "id"), Text(one, "version"), DateOnly.ParseExact(Text(one, "from"), "yyyy-MM-dd"),
            new LocalText(Text(title, "zh"), Text(title, "en")), Paragraphs(text, "zh"), Paragraphs(text, "en"));
    }

    private static string Text(JsonElement owner, string name) =>
        owner.GetProperty(name).GetString() is { Length: > 0 } text ? text
        : throw new InvalidDataException($"{name} is empty");

    private static ImmutableArray<string> Paragraphs(JsonElement owner, string name) =>
        [.. owner.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
}
