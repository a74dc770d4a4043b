using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Copying;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Sqlite;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>A SQLite registry moves to PostgreSQL: whole, also in several goes, and never over another one.</summary>
public class CopyTests : PostgresTest
{
    private readonly Scratch _scratch = new();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _scratch.Dispose();
    }

    private SqliteRegistryStore Sqlite() =>
        SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = _scratch.Folder, KeySecret = Secret });

    private async Task Fill(int entities)
    {
        await using var store = Sqlite();
        var noValues = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty;
        await Task.WhenAll(Enumerable.Range(1, entities).Select(i => store.Commit(
            Sample.First(Sample.Certificate(i), 1 + (i % 3)) with
            {
                Taken =
                [
                    new("number", $"{i}"),
                    new("trip.vehicle", "V-1", new Interval(Sample.Now.AddHours(i), Sample.Now.AddHours(i + 1))),
                ],
                Search = Sample.Certified(Sample.Person(1), $"N{i}"),
                Applications = [Sample.Filed(Sample.Certificate(i), 1)],
                Answer = new StoredAnswer("print", 1, Sample.Bytes("{}")),
                Deadline = new ArmedDeadline("expiry", Sample.Now.AddTicks(i)),
                DeadlineChanged = true,
                Notices = [new Notice("expiry", "P-000001", noValues)],
                Consequences = i % 10 == 0 ? [new(Sample.Person(1), "holderDied", Sample.Bytes("{}"))] : [],
            })));
        await store.Work.ConsequenceDone((await store.Work.Consequences(Sample.Now, 1))[0].Id);
        await store.Work.DeadlineFailed(Sample.Certificate(1), "no luck", null);
        await store.AuditLog.Append("one/2026-02-13", AuditSample.Record(Sample.Now, "officer-1", "search", "Q-1"));
        await store.Settings.Set("calendar", Sample.Bytes("{}"));
        await store.Accounts.AddSession(new StoredSession("t1", "a1", Sample.Now));
        await store.Accounts.Add(new StoredAccount(
            new Account("a1", "李雷", null, Roles.Officer, "4401", Desks.Road, null, true, false), "hash", Sample.Now));
        var content = Sample.Bytes("picture");
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        await store.Documents.Add(new DocumentRecord("d1", Domain.Documents.MaterialKind.PortraitPhoto, "a1", "照片.jpg",
            "image/jpeg", content.Length, hash, null, null, null, ["小"], Sample.Now), content);
    }

    private Task<long> Copy(Action<string>? progress = null, CancellationToken cancellation = default) =>
        RegistryCopy.Run(_scratch.Folder, Database, progress ?? (_ => { }), Secret, cancellation);

    [Fact]
    public async Task Everything_is_there_afterwards_and_the_registry_goes_on()
    {
        await Fill(60);
        Assert.Equal(60, await Copy());
        Assert.Equal(60, await Copy()); // Again: nothing to do.

        var copied = await Open();
        await using var source = Sqlite();
        var (theirs, ours) = (await Everything(source), await Everything(copied));
        Assert.Equal(theirs.Select(Shape), ours.Select(Shape));
        Assert.All(ours, entity => Assert.Null(entity.BrokenAt()));
        Assert.Equal(
            await source.Work.Backlog(Sample.Now.AddDays(1)), await copied.Work.Backlog(Sample.Now.AddDays(1)));
        Assert.Equal(
            (await source.Work.Parked(new PageRequest())).Items.ToArray(),
            (await copied.Work.Parked(new PageRequest())).Items.ToArray());
        Assert.Equal(await source.Accounts.ByName("李雷"), await copied.Accounts.ByName("李雷"));
        Assert.NotNull(await copied.Accounts.Session("t1"));
        Assert.NotNull(await copied.AnswerOf("Q-000007-1"));
        var booked = await copied.Queries.Bookings("trip.vehicle", "V-1", Sample.Now, 100);
        Assert.Equal(60, booked.Length);
        Assert.Equal(await source.Queries.Bookings("trip.vehicle", "V-1", Sample.Now, 100), booked.AsEnumerable());
        Assert.NotNull(await copied.Queries.Application("Q-000007.1"));
        await using (var content = await copied.Documents.Open((await copied.Documents.Find("d1"))!.Sha256))
            Assert.Equal("picture", await new StreamReader(content).ReadToEndAsync());

        var last = (await copied.Work.Consequences(Sample.Now, 100)).Max(consequence => consequence.Id);
        var stored = (await copied.Load(Sample.Certificate(1)))!;
        var change = Sample.Change(Sample.Certificate(1), stored.Version, stored.Head) with
        {
            Consequences = [new NewConsequence(Sample.Certificate(2), "holderDied", Sample.Bytes("{}"))],
        };
        Assert.Equal(CommitResult.Ok, await copied.Commit(change));
        Assert.True(
            (await copied.Work.Consequences(Sample.Now, 100)).Single(c => c.Target == Sample.Certificate(2)).Id > last);
    }

    /// <summary>A table that a migration adds and the copy leaves out would be lost without a word.</summary>
    [Fact]
    public async Task Every_table_of_the_folder_is_copied_with_every_column()
    {
        await using (Sqlite()) { }
        var columns = Rows("""
            SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
                AND t.name NOT IN ('schema_version', 'count_fold')
                AND t.name NOT LIKE '%\_count' ESCAPE '\' -- The triggers of the database count anew.
            """);
        Assert.Equal(
            columns.Order(StringComparer.Ordinal),
            CopyTable.All.SelectMany(table => table.Columns.Select(column => $"{table.Name} {column.Name}"))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_falls_due_is_counted_in_the_database_as_it_was_in_the_folder()
    {
        await Fill(10);
        async Task<DueCount[]> Due(IRegistryStore store) =>
            [.. await store.Queries.Forecast("", DateOnly.MinValue, DateOnly.MaxValue)];
        DueCount[] before;
        await using (var store = Sqlite()) before = await Due(store);
        Assert.NotEmpty(before);
        await Copy();
        Assert.Equal(before, await Due(await Open()));
    }

    [Fact]
    public async Task Statistics_count_in_the_database_what_they_counted_in_the_folder()
    {
        await Fill(10);
        static async Task<string[]> Counted(IRegistryStore store)
        {
            var (documents, applications) = await store.Queries.Statistics("", Sample.Day("2026-03-02"));
            return [.. documents.Select(one => $"{one}"), .. applications.Select(one => $"{one}")];
        }
        string[] before;
        await using (var store = Sqlite())
        {
            await store.Work.FoldCounts(Sample.Day("2026-03-01")); // What was put together is not copied either.
            before = await Counted(store);
        }
        Assert.Contains(before, line => line.StartsWith(nameof(CertificateCount), StringComparison.Ordinal));
        await Copy();
        Assert.Equal(before, await Counted(await Open()));
    }

    [Fact]
    public async Task What_somebody_has_begun_to_fill_in_goes_on_in_the_database()
    {
        await Fill(10);
        var typed = """{"phone":"13600000777"}""";
        await using (var store = Sqlite()) await store.Drafts.Save("a1", "renewal", Sample.Bytes(typed), Sample.Now);
        await Copy();
        var copied = await Open();
        var draft = await copied.Drafts.Find("a1", "renewal", Sample.Now);
        Assert.Equal(typed, System.Text.Encoding.UTF8.GetString(draft!.Value.Span));
    }

    [Fact]
    public async Task Deadlines_are_placed_on_the_ring_anew_as_an_older_file_has_them_elsewhere()
    {
        await Fill(10);
        Sqlite3("UPDATE deadline SET ring_hash = 7");
        await Copy();
        foreach (var i in Enumerable.Range(1, 10))
            Assert.Equal(
                RingHash.Of(Sample.Certificate(i)),
                await PostgresServer.Run(
                    Database, $"SELECT ring_hash FROM deadline WHERE key = '{Sample.Certificate(i).Key}'"));
    }

    /// <summary>The rows of a query, each as its texts apart by a space.</summary>
    private List<string> Rows(string sql)
    {
        var rows = new List<string>();
        Assert.Equal(
            SQLitePCL.raw.SQLITE_OK,
            SQLitePCL.raw.sqlite3_open(Path.Combine(_scratch.Folder, "registry.db"), out var database));
        using (database)
            Assert.Equal(SQLitePCL.raw.SQLITE_OK, SQLitePCL.raw.sqlite3_exec(
                database, sql, (_, values, _) => { rows.Add(string.Join(' ', values)); return 0; }, null, out _));
        return rows;
    }

    private void Sqlite3(string sql)
    {
        Assert.Equal(
            SQLitePCL.raw.SQLITE_OK,
            SQLitePCL.raw.sqlite3_open(Path.Combine(_scratch.Folder, "registry.db"), out var database));
        using (database) Assert.Equal(SQLitePCL.raw.SQLITE_OK, SQLitePCL.raw.sqlite3_exec(database, sql));
    }

    [Fact]
    public async Task Interrupted_anywhere_it_goes_on_and_no_host_opens_half_a_copy()
    {
        await Fill(30);
        var lines = 0;
        for (var stopAfter = 1; ; stopAfter += 5)
        {
            using var stop = new CancellationTokenSource();
            var seen = 0;
            try
            {
                await Copy(_ =>
                {
                    lines++;
                    if (++seen == stopAfter) stop.Cancel();
                }, stop.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                var refused = await Assert.ThrowsAsync<UnknownSchemaException>(() => Open());
                Assert.Contains("registry copy", refused.Message, StringComparison.Ordinal);
            }
        }
        var copied = await Open();
        Assert.Equal(30, (await Everything(copied)).Count);
        Assert.True(lines > 20);
    }

    [Fact]
    public async Task Another_registry_in_the_database_and_a_source_used_meanwhile_are_refused()
    {
        await Fill(10);
        await using (var other =
            await PostgresRegistryStore.Open(
                new PostgresStoreOptions { ConnectionString = Database, KeySecret = Secret }))
            await other.Settings.Set("calendar", Sample.Bytes("{}"));
        Assert.Contains(
            "already", (await Assert.ThrowsAsync<InvalidDataException>(() => Copy())).Message,
            StringComparison.Ordinal);

        await Sql("DELETE FROM setting");
        using (var stop = new CancellationTokenSource())
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Copy(_ => stop.Cancel(), stop.Token));
        await using (var store = Sqlite()) await store.Commit(Sample.First(Sample.Certificate(99)));
        Assert.Contains(
            "used since", (await Assert.ThrowsAsync<InvalidDataException>(() => Copy())).Message,
            StringComparison.Ordinal);

        await Sql("UPDATE copy_source SET registry_id = 'another'");
        Assert.Contains(
            "another registry", (await Assert.ThrowsAsync<InvalidDataException>(() => Copy())).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE account SET disabled = 1")]
    [InlineData("UPDATE notice SET pending = 0")]
    [InlineData("DELETE FROM session")]
    [InlineData("UPDATE entity SET version = version + 1 WHERE key = 'Q-000001'")]
    public async Task A_source_used_since_the_copy_was_done_is_not_called_copied(string use)
    {
        await Fill(10);
        await Copy();
        Sqlite3(use);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Copy());
        Assert.Contains("used since", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_on_the_way_is_found_by_the_chain()
    {
        await Fill(10);
        using (var stop = new CancellationTokenSource())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Copy(line =>
            {
                if (line == "event: 20") stop.Cancel();
            }, stop.Token));
        }
        await Sql("""
            ALTER TABLE event DISABLE TRIGGER ALL;
            UPDATE event SET actor = 'another' WHERE key = 'Q-000005' AND version = 1
            """);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Copy());
        Assert.Contains("Q-000005: the hash of version 1 is wrong", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<List<AuditedEntity>> Everything(IRegistryStore store)
    {
        var all = new List<AuditedEntity>();
        await foreach (var entity in store.Audits.Entities()) all.Add(entity);
        return all;
    }

    private static string Shape(AuditedEntity entity) =>
        $"{entity.Id} {entity.Entity.Version} {Convert.ToHexString(entity.Entity.Head.Span)} "
        + $"{Convert.ToHexString(entity.Entity.State.Span)} {entity.Armed}";
}

/// <summary>The same with everything sealed: rows travel sealed, and the database opens with the same secret.</summary>
public sealed class SealedCopyTests : CopyTests
{
    /// <inheritdoc/>
    protected override string Secret => Sample.Secret;
}
