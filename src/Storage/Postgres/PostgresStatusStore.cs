using System.Collections.Immutable;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>Places in status lists, as rows.</summary>
internal sealed class PostgresStatusStore(PostgresAccess access) : IStatusStore
{
    public ValueTask<long?> PlaceOf(string document, CancellationToken cancellation = default) => access.FirstValue(
        new BoundStatement("SELECT place FROM status_place WHERE document = $1").Add(document),
        row => row.GetInt64(0), cancellation);

    public Task<ImmutableArray<long>> SetPlaces(long from, long until, CancellationToken cancellation = default) =>
        access.All(
            new BoundStatement("""
                SELECT place FROM status_place WHERE taken_back AND place >= $1 AND place < $2 ORDER BY place
                """).Add(from).Add(until),
            row => row.GetInt64(0), cancellation);

    public Task<ImmutableArray<RestingDocument>> Resting(
        DateTimeOffset now, CancellationToken cancellation = default) =>
        access.All(
            new BoundStatement("""
                SELECT place, document FROM status_place WHERE NOT taken_back AND rests_until > $1 ORDER BY place
                """).Add(now),
            row => new RestingDocument(row.GetInt64(0), row.GetString(1)), cancellation);

    public ValueTask<long?> LastPlace(CancellationToken cancellation = default) => access.FirstValue(
        new BoundStatement("SELECT place FROM status_place ORDER BY place DESC LIMIT 1"),
        row => row.GetInt64(0), cancellation);

    public async ValueTask<long> Revision(CancellationToken cancellation = default) => await access.FirstValue(
        new BoundStatement(
            "SELECT revision FROM status_place WHERE revision IS NOT NULL ORDER BY revision DESC LIMIT 1"),
        row => row.GetInt64(0), cancellation).ConfigureAwait(false) ?? 0;
}
