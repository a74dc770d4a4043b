using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Rules;

/// <summary>
/// The tables and numbers of the railway driver licence, from one data file (rail.json), each with its article. A
/// change in the law ends a row and adds another one; the earlier one stays readable. Immutable.
/// </summary>
public sealed class RailRulebook
{
    private static readonly Lazy<RailRulebook> EmbeddedRulebook = new(
        () => RailRulesReader.Read(DataFile.Embedded("rail.json")).OrThrow());
    private readonly byte[] _text;
    private readonly ImmutableArray<(DateOnly From, RailRules Rules)> _editions;

    internal RailRulebook(string version, ReadOnlySpan<byte> text, RailTables tables)
    {
        _text = text.ToArray();
        Version = RuleFile.VersionOf(version, text);
        Parameters = tables.Parameters;
        Scopes = tables.Scopes;
        Materials = tables.Materials;
        Reasons = tables.Reasons;
        Grounds = tables.Grounds;
        ReissueStatement = tables.ReissueStatement;
        _editions = [.. tables.Changes().Select(day => (day, tables.On(day)))];
    }

    /// <summary>The rulebook that is built into the program.</summary>
    public static RailRulebook Embedded => EmbeddedRulebook.Value;

    /// <summary>The file's own version and the beginning of its SHA-256.</summary>
    public string Version { get; }

    /// <summary>The file, byte for byte; a fresh copy each time.</summary>
    public byte[] Text => [.. _text];

    /// <summary>Every number and switch, with its paragraph and dated values.</summary>
    public ImmutableArray<RuleParameter> Parameters { get; }

    /// <summary>Which base stands with which scope (B.2).</summary>
    public ImmutableArray<ScopeRow> Scopes { get; }

    /// <summary>Which material for which service and reason (B.3-B.6).</summary>
    public ImmutableArray<RailMaterialRow> Materials { get; }

    /// <summary>The five reasons of renewal (B.5).</summary>
    public ImmutableArray<ReasonRow> Reasons { get; }

    /// <summary>The grounds of revocation and cancellation (B.8, B.9).</summary>
    public ImmutableArray<GroundRow> Grounds { get; }

    /// <summary>The sentence of a reissue (B.6).</summary>
    public string ReissueStatement { get; }

    /// <summary>
    /// Reads a file. Refused with every fault found: unknown or missing members and
    /// parameters, values out of range, dates that do not ascend, classes that do not
    /// exist, rows that overlap in time, reasons or grounds without a row.
    /// </summary>
    public static RulebookLoad<RailRulebook> Parse(ReadOnlySpan<byte> json) => RailRulesReader.Read(json.ToArray());

    /// <summary>The rules in force on <paramref name="date"/>; the same object each time.</summary>
    public RailRules At(DateOnly date)
    {
        var last = _editions.Length - 1;
        while (last > 0 && _editions[last].From > date) last--;
        return _editions[last].Rules;
    }

    /// <summary>The row of <paramref name="reason"/>.</summary>
    public ReasonRow Of(RenewalReason reason) => Reasons.First(row => row.Reason == reason);

    /// <summary>The row of <paramref name="ground"/>.</summary>
    public GroundRow Of(RailGround ground) => Grounds.First(row => row.Ground == ground);
}
