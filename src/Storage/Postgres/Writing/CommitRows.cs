using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Postgres.Writing;

// The composite types of migrations 0005, 0009 and 0025: a property for each column, in snake case. N is the number of
// the commit in its call.
#pragma warning disable CA1819 // Arrays of bytes are what the wire takes.

internal sealed record CommitRow(
    int N, string Kind, string Key, int Expected, int Version, ReadOnlyMemory<byte> State, ReadOnlyMemory<byte> Head,
    string CommandId, long At, bool DeadlineChanged, string? DeadlineName, long? DueAt, int? RingHash,
    string? Fingerprint, int? AnswerVersion, ReadOnlyMemory<byte> AnswerBody, long? Delivered);

internal sealed record EventRow(
    int N, string Kind, string Key, int Version, long At, string Actor, string Channel, string? Cause,
    string RuleVersion, string CommandId, string Type, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Hash);

internal sealed record ReservationRow(int N, string Kind, string Key, string Space, string Value);

internal sealed record BookingRow(int N, string Kind, string Key, string Space, string Value, long FromAt, long Until);

internal sealed record SearchedRow(
    int N, string Kind, string Key, string? PersonKey, string? Category, string? Number, string? Name,
    string? Authority, string? ValidFrom, string? ValidTo, string? EndedOn, string? EndedBy);

internal sealed record DocumentRow(int N, string Document, bool TakenBack, long? RestsUntil);

internal sealed record FiledRow(
    int N, string Id, string Kind, string Key, string Service, int Status, string Authority, string PersonKey,
    string AcceptBy, string? DecideBy, string UrgentBy, bool Provisional, long SubmittedAt, ReadOnlyMemory<byte> Body);

internal sealed record NoticeRow(
    int N, string Kind, string Key, string NoticeKind, string PersonKey, string NoticeValues, long At);

internal sealed record OutboxRow(
    int N, string SourceKind, string SourceKey, string TargetKind, string TargetKey, string Type,
    ReadOnlyMemory<byte> Command, string Cause, long At);
#pragma warning restore CA1819

/// <summary>Orders reservations as the function needs them: by the bytes of space and value.</summary>
internal static class ReservationOrder
{
    public static int Compare(Reservation left, Reservation right)
    {
        var spaces = string.CompareOrdinal(left.Space, right.Space);
        return spaces != 0 ? spaces : string.CompareOrdinal(left.Value, right.Value);
    }
}
