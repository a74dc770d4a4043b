using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Memory;

/// <summary>
/// Writes a commit into the tables. Everything that can refuse it is read first, so that a refused commit has written
/// nothing.
/// </summary>
internal static class MemoryCommits
{
    /// <summary>Checks one commit and writes it with everything beside it, or answers why not.</summary>
    public static CommitResult Apply(MemoryTables tables, Commit commit)
    {
        ArgumentNullException.ThrowIfNull(commit.Header.Actor);
        if (IsRepeated(tables, commit)) return CommitResult.Already;
        if (VersionOf(tables, commit.Id) != commit.ExpectedVersion) return CommitResult.Lost;
        if (MemoryReservations.FirstTaken(tables, commit) is { } taken) return taken;
        if (!commit.Events.IsEmpty) WriteEntity(tables, commit);
        MemoryReservations.Write(tables, commit);
        if (commit.DeadlineChanged) WriteDeadline(tables, commit);
        WriteIndexes(tables, commit);
        WriteOutbox(tables, commit);
        if (commit.Answer is { } answer)
            tables.Answers[commit.Header.CommandId] = answer with { Body = answer.Body.ToArray() };
        return CommitResult.Ok;
    }

    private static bool IsRepeated(MemoryTables tables, Commit commit) =>
        (commit.Answer is not null && tables.Answers.ContainsKey(commit.Header.CommandId))
        || (commit.Delivered is { } row && !tables.Outbox.ContainsKey(row));

    private static int VersionOf(MemoryTables tables, EntityId id) =>
        tables.Entities.TryGetValue(id, out var row) ? row.Stored.Version : 0;

    private static void WriteEntity(MemoryTables tables, Commit commit)
    {
        var stored = new StoredEntity(commit.Version, commit.State, commit.Events[^1].Hash);
        if (!tables.Entities.TryGetValue(commit.Id, out var row))
            tables.Entities[commit.Id] = row = new EntityRow { Stored = stored };
        row.Stored = stored;
        var (h, version) = (commit.Header, commit.ExpectedVersion);
        foreach (var one in commit.Events)
            row.Events.Add(new HistoryEntry(
                ++version, h.At, h.Actor, h.Channel, h.Cause, h.RuleVersion, h.CommandId,
                one.Type, one.Body, one.Hash));
    }

    private static void WriteDeadline(MemoryTables tables, Commit commit)
    {
        if (tables.Deadlines.Remove(commit.Id, out var before)) tables.Waiting.Remove(before);
        if (commit.Deadline is not { } deadline) return;
        var row = new DeadlineRow(commit.Id, deadline);
        tables.Deadlines[commit.Id] = row;
        tables.Waiting.Add(row);
    }

    private static void WriteIndexes(MemoryTables tables, Commit commit)
    {
        if (commit.Search is { } search) tables.Search.Write(commit.Id, search);
        foreach (var standing in commit.Documents) tables.Statuses.Write(standing);
        foreach (var row in commit.Applications)
            tables.Applications[row.Application.Id] =
                new ApplicationRow(commit.Id, row.PersonKey, row.Authority, row.Application);
        foreach (var notice in commit.Notices)
        {
            var id = ++tables.LastNotice;
            tables.Notices.Add(id, new NoticeRow(
                new NoticeRecord(id, commit.Id, notice, commit.Header.At, null, 0, false, null, null)));
            tables.PendingNotices.Add(id);
        }
    }

    private static void WriteOutbox(MemoryTables tables, Commit commit)
    {
        foreach (var next in commit.Consequences)
        {
            var id = ++tables.LastConsequence;
            tables.Outbox[id] = new OutboxRow(new PendingConsequence(
                id, commit.Id, next.Target, next.Type, next.Command, commit.Change, commit.Header.At, 0));
        }
        if (commit.Delivered is { } delivered) tables.Outbox.Remove(delivered);
    }
}
