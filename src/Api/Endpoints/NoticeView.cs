using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A notice with what became of it.</summary>
public sealed record NoticeView(
    long Id, string EntityId, string Kind, IReadOnlyDictionary<string, string> Values, DateTimeOffset At, DateTimeOffset? SentAt,
    int Attempts, bool Failed, string? Receipt)
{
    /// <summary>The view of <paramref name="record"/>.</summary>
    public static NoticeView Of(NoticeRecord record) => new(
        record.Id, record.Entity.Key, record.Notice.Kind, record.Notice.Values, ShanghaiTime.ToLocal(record.At),
        record.SentAt is { } sent ? ShanghaiTime.ToLocal(sent) : null, record.Attempts, record.Failed, record.Receipt);
}
