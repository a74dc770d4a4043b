using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Rules;

/// <summary>Numbers of the charter law, in force from a legal date.</summary>
/// <param name="From">First day, inclusive.</param>
/// <param name="DaysMost">Longest trip in days, both ends counted, inclusive (单个运次, G.6 #102).</param>
/// <param name="AutoReviewKmMost">Longest one-way distance for the automatic review in km, inclusive (C.2).</param>
/// <param name="OneDriverKmMost">Longest one-way distance that one
/// driver may drive alone in km, inclusive (D.5).</param>
/// <param name="OneDriverMotorwayKmMost">
/// Longest one-way distance that one driver may drive alone where the whole way is motorway, in km, inclusive.
/// </param>
/// <param name="Law">The law, with the article.</param>
public sealed record CharterLimits(
    DateOnly From, int DaysMost, int AutoReviewKmMost, int OneDriverKmMost, int OneDriverMotorwayKmMost, string Law);

/// <summary>A province during some time.</summary>
/// <param name="Code">Two digits of GB/T 2260.</param>
/// <param name="From">From this instant on, inclusive.</param>
/// <param name="Until">Until this instant, exclusive; null: until further notice.</param>
public sealed record ProvinceSpan(string Code, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>True when <paramref name="instant"/> is in this time.</summary>
    public bool Contains(DateTimeOffset instant) => From <= instant && !(Until <= instant);
}

/// <summary>Where trips with the electronic certificates of one province may lead (启用范围, C.1).</summary>
/// <param name="Home">The province whose vehicles get such certificates.</param>
/// <param name="From">From this instant on they are issued, inclusive.</param>
/// <param name="Provinces">
/// Origin, destination and every stop must be in one of these; the home province is one of them.
/// </param>
/// <param name="Law">The law, with the article.</param>
public sealed record CharterScheme(
    string Home, DateTimeOffset From, ImmutableArray<ProvinceSpan> Provinces, string Law)
{
    /// <summary>True when a place with this region code is in the scope at <paramref name="instant"/>.</summary>
    public bool Covers(string region, DateTimeOffset instant) => Provinces.Any(
        province => region.StartsWith(province.Code, StringComparison.Ordinal) && province.Contains(instant));
}

/// <summary>
/// The dated tables of the interprovincial charter certificate, from one data file (charter.json). Another province or
/// date is one line of data. Immutable.
/// </summary>
public sealed class CharterRulebook
{
    private static readonly Lazy<CharterRulebook> EmbeddedRulebook = new(
        () => CharterRulesReader.Read(DataFile.Embedded("charter.json")).OrThrow());
    private readonly byte[] _text;

    internal CharterRulebook(
        string version,
        ReadOnlySpan<byte> text,
        ImmutableArray<CharterLimits> limits,
        ImmutableArray<CharterScheme> schemes,
        ImmutableArray<ProvinceSpan> capabilities)
    {
        _text = text.ToArray();
        Version = RuleFile.VersionOf(version, text);
        (Limits, Schemes, Capabilities) = (limits, schemes, capabilities);
    }

    /// <summary>The tables that are built into the program.</summary>
    public static CharterRulebook Embedded => EmbeddedRulebook.Value;

    /// <summary>The file's own version and the beginning of its SHA-256.</summary>
    public string Version { get; }

    /// <summary>The file, byte for byte; a fresh copy each time.</summary>
    public byte[] Text => [.. _text];

    /// <summary>The numbers, by date.</summary>
    public ImmutableArray<CharterLimits> Limits { get; }

    /// <summary>Where trips with the certificates of a province may lead.</summary>
    public ImmutableArray<CharterScheme> Schemes { get; }

    /// <summary>Which provinces issue electronic certificates, and since when (C.5).</summary>
    public ImmutableArray<ProvinceSpan> Capabilities { get; }

    /// <summary>The numbers in force on <paramref name="day"/>, the legal date that the law names.</summary>
    public CharterLimits LimitsAt(DateOnly day) => Limits.Last(limits => limits.From <= day);

    /// <summary>The scheme of the province of a region code; null: it issues none.</summary>
    public CharterScheme? SchemeOf(string region) =>
        Schemes.FirstOrDefault(scheme => region.StartsWith(scheme.Home, StringComparison.Ordinal));

    /// <summary>
    /// True when the province of this region code has electronic certificates at <paramref name="instant"/>.
    /// </summary>
    public bool Issues(string region, DateTimeOffset instant) => Capabilities.Any(
        province => region.StartsWith(province.Code, StringComparison.Ordinal) && province.Contains(instant));

    /// <summary>
    /// Reads a file. Refused with every fault found: unknown or missing members, provinces that do not exist, limits
    /// that do not begin on 0001-01-01 or do not ascend, numbers below 1, times that end before they begin or overlap,
    /// a scheme that stands twice or lacks its own province.
    /// </summary>
    public static RulebookLoad<CharterRulebook> Parse(ReadOnlySpan<byte> json) =>
        CharterRulesReader.Read(json.ToArray());
}
