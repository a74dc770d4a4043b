using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Postgres.Writing;

/// <summary>Commits as rows of the commit function's arguments.</summary>
internal sealed class CommitRowsOf
{
    public List<CommitRow> Commits { get; } = [];
    public List<EventRow> Events { get; } = [];
    public List<ReservationRow> Released { get; } = [];
    public List<ReservationRow> Taken { get; } = [];
    public List<BookingRow> Freed { get; } = [];
    public List<BookingRow> Booked { get; } = [];
    public List<SearchedRow> Searches { get; } = [];
    public List<FiledRow> Applications { get; } = [];
    public List<NoticeRow> Notices { get; } = [];
    public List<OutboxRow> Consequences { get; } = [];
    public List<DocumentRow> Documents { get; } = [];

    /// <summary>Removes everything, keeps the capacity.</summary>
    public void Clear()
    {
        Commits.Clear();
        Events.Clear();
        Released.Clear();
        Taken.Clear();
        Freed.Clear();
        Booked.Clear();
        Searches.Clear();
        Applications.Clear();
        Notices.Clear();
        Consequences.Clear();
        Documents.Clear();
    }

    /// <summary>Adds a commit; they must come sorted by kind and key.</summary>
    public void Add(Commit commit)
    {
        var n = Commits.Count + 1;
        var (kind, key) = (commit.Id.KindName, commit.Id.Key);
        var header = commit.Header;
        var events = commit.Events;
        var deadline = commit.DeadlineChanged ? commit.Deadline : null;
        Commits.Add(new CommitRow(
            n, kind, key, commit.ExpectedVersion, commit.ExpectedVersion + events.Length, commit.State,
            events.Length == 0 ? default : events[^1].Hash, header.CommandId, header.At.UtcTicks,
            commit.DeadlineChanged, deadline?.Name, deadline?.DueAt.UtcTicks,
            deadline is null ? null : RingHash.Of(commit.Id),
            commit.Answer?.Fingerprint, commit.Answer?.Version, commit.Answer?.Body ?? default, commit.Delivered));
        var version = commit.ExpectedVersion;
        foreach (var happened in events)
        {
            Events.Add(new EventRow(
                n, kind, key, ++version, header.At.UtcTicks, header.Actor, header.Channel, header.Cause,
                header.RuleVersion, header.CommandId, happened.Type, happened.Body, happened.Hash));
        }
        foreach (var reservation in commit.Released) AddReservation(reservation, Released, Freed, n, commit.Id);
        foreach (var reservation in commit.Taken) AddReservation(reservation, Taken, Booked, n, commit.Id);
        AddIndexRows(commit, n, kind, key);
    }

    private static void AddReservation(
        Reservation reservation, List<ReservationRow> exact, List<BookingRow> timed, int n, EntityId id)
    {
        if (reservation.During is { } during)
        {
            timed.Add(new BookingRow(
                n, id.KindName, id.Key, reservation.Space, reservation.Value, during.From.UtcTicks,
                during.Until.UtcTicks));
        }
        else exact.Add(new ReservationRow(n, id.KindName, id.Key, reservation.Space, reservation.Value));
    }

    private void AddIndexRows(Commit commit, int n, string kind, string key)
    {
        var at = commit.Header.At.UtcTicks;
        if (commit.Search is { } search)
        {
            Searches.Add(new SearchedRow(
                n, kind, key, search.PersonKey, search.Category, search.Number, search.Name, search.Authority,
                Day(search.ValidFrom), Day(search.ValidTo), Day(search.EndedOn), search.EndedBy));
        }
        foreach (var standing in commit.Documents)
        {
            Documents.Add(new DocumentRow(
                n, standing.Document.ToString(), standing.TakenBack, standing.RestsUntil?.UtcTicks));
        }
        foreach (var row in commit.Applications) Applications.Add(Filed(n, kind, key, row));
        foreach (var notice in commit.Notices)
        {
            Notices.Add(new NoticeRow(
                n, kind, key, notice.Kind, notice.PersonKey,
                BoundStatement.Clean(StoredJson.Write(notice.Values)), at));
        }
        foreach (var consequence in commit.Consequences)
        {
            Consequences.Add(new OutboxRow(
                n, kind, key, consequence.Target.KindName, consequence.Target.Key, consequence.Type,
                consequence.Command, commit.Change, at));
        }
    }

    private static FiledRow Filed(int n, string kind, string key, NewApplicationRow row)
    {
        var application = row.Application;
        return new FiledRow(
            n, application.Id, kind, key, ServiceNames.Of(application.Service), (int)application.Status, row.Authority,
            row.PersonKey, BoundStatement.DayOf(application.AcceptDay ?? DateOnly.MaxValue),
            Day(application.DecisionDay), BoundStatement.DayOf(application.UrgentBy), application.IsProvisional,
            application.SubmittedAt.UtcTicks, row.Body);
    }

    private static string? Day(DateOnly? day) => day is { } date ? BoundStatement.DayOf(date) : null;
}
