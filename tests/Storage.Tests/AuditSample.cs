using System.Text;
using OrleansRegistry.Domain.Audit;

namespace OrleansRegistry.Storage.Tests;

/// <summary>Records of the audit.</summary>
internal static class AuditSample
{
    public static readonly DateOnly Day = new(2026, 2, 13);

    public static AuditRecord Record(DateTimeOffset at, string by, string what, params string[] about) =>
        new(at, AuditClass.Personal, what, by) { About = [.. about] };

    /// <summary>Appends to the chain, wherever it ends; where it ends then.</summary>
    public static async Task<AuditHead> Append(this IAuditLog log, string chain, params AuditRecord[] records)
    {
        var before = await log.Head(chain) ?? new AuditHead(chain, Day, 0, HashChain.Start);
        var (after, lines) = Chained(before, records);
        Assert.True(await log.Append(before, after, lines));
        return after;
    }

    public static (AuditHead After, List<NewAuditLine> Lines) Chained(AuditHead before, params AuditRecord[] records)
    {
        var lines = new List<NewAuditLine>();
        foreach (var record in records)
        {
            var text = Encoding.UTF8.GetString(record.ToBytes());
            lines.Add(new NewAuditLine(
                record, text, AuditChain.Next(lines.Count == 0 ? before.Hash.Span : lines[^1].Hash.Span, text)));
        }
        return (before with { Count = before.Count + lines.Count, Hash = lines[^1].Hash }, lines);
    }
}
