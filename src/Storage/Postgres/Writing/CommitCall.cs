using Npgsql;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Postgres.Writing;

/// <summary>
/// One connection that commits: the call of the commit function is prepared once and takes one round trip for a group.
/// </summary>
internal sealed class CommitCall(NpgsqlDataSource source) : IAsyncDisposable
{
    private const int CommitSeconds = 30;
    private const string Sql = "SELECT * FROM registry_commit_v3($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    private readonly CommitRowsOf _rows = new();
    private NpgsqlParameter<long> _epoch = new();
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _command;

    /// <summary>Registers the types of the commit function with <paramref name="builder"/>.</summary>
    public static void Map(NpgsqlDataSourceBuilder builder)
    {
        builder.MapComposite<CommitRow>("registry_commit_row_v1");
        builder.MapComposite<EventRow>("registry_event_row_v1");
        builder.MapComposite<ReservationRow>("registry_claim_row_v1");
        builder.MapComposite<BookingRow>("registry_booking_row_v1");
        builder.MapComposite<SearchedRow>("registry_search_row_v1");
        builder.MapComposite<FiledRow>("registry_application_row_v1");
        builder.MapComposite<NoticeRow>("registry_notice_row_v1");
        builder.MapComposite<OutboxRow>("registry_outbox_row_v1");
        builder.MapComposite<DocumentRow>("registry_document_row_v1");
    }

    /// <summary>
    /// Commits <paramref name="items"/> in one durable transaction and stores the result of each. After an exception
    /// the connection is given up; if the connection broke, nobody knows whether the transaction is durable.
    /// </summary>
    public async Task Run(long epoch, List<CommitItem> items)
    {
        items.Sort(static (left, right) => Compare(left.Commit.Id, right.Commit.Id));
        _rows.Clear();
        foreach (var item in items) _rows.Add(item.Commit);
        try
        {
            var command = await Command().ConfigureAwait(false);
            _epoch.TypedValue = epoch;
            var answers = await command.ExecuteReaderAsync().ConfigureAwait(false);
            await using (answers.ConfigureAwait(false))
            {
                while (await answers.ReadAsync().ConfigureAwait(false))
                {
                    var item = items[answers.GetInt32(0) - 1];
                    item.Result = Result(answers, item.Commit);
                }
            }
        }
        catch
        {
            await GiveUp().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs several calls in one transaction; an exception of <paramref name="calls"/> undoes it.</summary>
    public async Task InTransaction(Func<Task> calls)
    {
        await Command().ConfigureAwait(false);
        var transaction = await _connection!.BeginTransactionAsync().ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await calls().ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
        }
    }

    private static CommitResult Result(NpgsqlDataReader answer, Commit commit) => answer.GetInt32(1) switch
    {
        0 => CommitResult.Ok,
        1 => CommitResult.Lost,
        2 => new CommitResult.ReservationTaken(
            commit.Taken.First(reservation =>
                reservation.Space == answer.GetString(3) && reservation.Value == answer.GetString(4)),
            answer.Id(5)),
        3 => CommitResult.Already,
        var unknown => throw new InvalidOperationException($"the commit function answered {unknown}"),
    };

    private static int Compare(EntityId left, EntityId right)
    {
        var kinds = string.CompareOrdinal(left.KindName, right.KindName);
        return kinds != 0 ? kinds : string.CompareOrdinal(left.Key, right.Key);
    }

    private async ValueTask<NpgsqlCommand> Command()
    {
        if (_command is not null) return _command;
        _connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        var command = new NpgsqlCommand(Sql, _connection) { CommandTimeout = CommitSeconds };
        command.Parameters.Add(_epoch = new()); // Its own: a command that could not be prepared keeps its parameters.
        Add(command, _rows.Commits, "registry_commit_row_v1[]");
        Add(command, _rows.Events, "registry_event_row_v1[]");
        Add(command, _rows.Released, "registry_claim_row_v1[]");
        Add(command, _rows.Taken, "registry_claim_row_v1[]");
        Add(command, _rows.Searches, "registry_search_row_v1[]");
        Add(command, _rows.Applications, "registry_application_row_v1[]");
        Add(command, _rows.Notices, "registry_notice_row_v1[]");
        Add(command, _rows.Consequences, "registry_outbox_row_v1[]");
        Add(command, _rows.Freed, "registry_booking_row_v1[]");
        Add(command, _rows.Booked, "registry_booking_row_v1[]");
        Add(command, _rows.Documents, "registry_document_row_v1[]");
        await command.PrepareAsync().ConfigureAwait(false);
        return _command = command;
    }

    private static void Add<T>(NpgsqlCommand command, List<T> rows, string type) =>
        command.Parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = rows, DataTypeName = type });

    private async ValueTask GiveUp()
    {
        var (command, connection) = (_command, _connection);
        (_command, _connection) = (null, null);
        if (command is not null) await command.DisposeAsync().ConfigureAwait(false);
        if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => GiveUp();
}
