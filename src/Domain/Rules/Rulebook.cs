using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Rules;

/// <summary>
/// The numbers, dates and switches of the law, from one data file (rules.json). A change in the law adds a dated value;
/// earlier values stay, and every look-up gives the date that the law names. Each event records <see cref="Version"/>.
/// Immutable; <see cref="RoadRules"/> says what each parameter means.
/// </summary>
public sealed class Rulebook
{
    private static readonly Lazy<Rulebook> EmbeddedRulebook = new(
        () => RoadRulesReader.Read(DataFile.Embedded("rules.json")).OrThrow());
    private readonly byte[] _text;
    private readonly ImmutableArray<DateOnly> _changes;
    private readonly ImmutableArray<RoadRules> _roads;

    internal Rulebook(string version, ReadOnlySpan<byte> text, ImmutableArray<RuleParameter> parameters)
    {
        var table = new RuleTable(parameters.ToDictionary(parameter => parameter.Id, StringComparer.Ordinal));
        _text = text.ToArray();
        _changes = table.Changes();
        _roads = [.. _changes.Select(table.RoadOn)];
        Version = RuleFile.VersionOf(version, text);
        Parameters = parameters;
        AgeLimits = table.AgeLimits();
    }

    /// <summary>The rulebook that is built into the program.</summary>
    public static Rulebook Embedded => EmbeddedRulebook.Value;

    /// <summary>
    /// The version that the file gives itself and the first 8 hexadecimal digits of the SHA-256 of its bytes, as in
    /// <c>2026-03-20.1+0a1b2c3d</c>: two files that differ in one byte never pass for the same.
    /// </summary>
    public string Version { get; }

    /// <summary>The file, byte for byte; a fresh copy each time.</summary>
    public byte[] Text => [.. _text];

    /// <summary>Every parameter with its texts and dated values, in the order of the file.</summary>
    public IReadOnlyList<RuleParameter> Parameters { get; }

    /// <summary>The age limit by date.</summary>
    public AgeLimits AgeLimits { get; }

    /// <summary>
    /// Reads a rulebook file. Refused with every fault found: text that is not JSON, unknown, repeated or missing
    /// members and parameters, another unit than the program counts in, values of the wrong type or out of range,
    /// dates that are not ascending, a first value that is not from 0001-01-01 (there is no date without a law), and
    /// grades whose limits do not ascend.
    /// </summary>
    public static RulebookLoad<Rulebook> Parse(ReadOnlySpan<byte> json) => RoadRulesReader.Read(json.ToArray());

    /// <summary>
    /// The parameters in force on a date, that day included. The same object each time, and nothing is allocated.
    /// </summary>
    /// <param name="date">The date that the law names (submission, decision ...), never simply today.</param>
    public RoadRules RoadAt(DateOnly date)
    {
        var last = _changes.Length - 1;
        while (last > 0 && _changes[last] > date) last--;
        return _roads[last];
    }
}
