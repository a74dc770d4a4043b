using System.Collections.Immutable;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Places in status lists, as rows.</summary>
internal sealed class SqliteStatusStore(SqliteAccess access) : IStatusStore
{
    public ValueTask<long?> PlaceOf(string document, CancellationToken cancellation = default) =>
        access.Read(document, static (database, document) => One(
            database.Prepare("SELECT place FROM status_place WHERE document = ?").Add(document)), cancellation);

    public async Task<ImmutableArray<long>> SetPlaces(
        long from, long until, CancellationToken cancellation = default) =>
        await access.Read((from, until), FindSet, cancellation).ConfigureAwait(false);

    public async Task<ImmutableArray<RestingDocument>> Resting(
        DateTimeOffset now, CancellationToken cancellation = default) =>
        await access.Read(now, FindResting, cancellation).ConfigureAwait(false);

    public ValueTask<long?> LastPlace(CancellationToken cancellation = default) => access.Read(true,
        static (database, _) => One(database.Prepare("SELECT max(place) FROM status_place")), cancellation);

    public async ValueTask<long> Revision(CancellationToken cancellation = default) => await access.Read(true,
        static (database, _) => One(database.Prepare("SELECT max(revision) FROM status_place")), cancellation)
        .ConfigureAwait(false) ?? 0;

    private static ImmutableArray<long> FindSet(Database database, (long From, long Until) range)
    {
        using var row = database.Prepare(
            "SELECT place FROM status_place WHERE taken_back = 1 AND place >= ? AND place < ? ORDER BY place")
            .Add(range.From).Add(range.Until);
        var places = ImmutableArray.CreateBuilder<long>();
        while (row.Read()) places.Add(row.Long(0));
        return places.DrainToImmutable();
    }

    private static ImmutableArray<RestingDocument> FindResting(Database database, DateTimeOffset now)
    {
        using var row = database.Prepare("""
            SELECT place, document FROM status_place
            WHERE taken_back = 0 AND rests_until IS NOT NULL AND rests_until > ? ORDER BY place
            """).Add(now);
        var found = ImmutableArray.CreateBuilder<RestingDocument>();
        while (row.Read()) found.Add(new RestingDocument(row.Long(0), row.Text(1)));
        return found.DrainToImmutable();
    }

    private static long? One(Statement query)
    {
        using var row = query;
        return row.Read() && !row.IsNull(0) ? row.Long(0) : null;
    }
}
