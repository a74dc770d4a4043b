using OrleansRegistry.Storage.Opening;
using OrleansRegistry.Storage.Sqlite;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Opening;

namespace OrleansRegistry.Storage.Tests.Sqlite;

/// <summary>Numbered, forward only, once; and no program works on a schema that it does not know.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly Scratch _scratch = new();

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();

    private string PathOf(string name) => Path.Combine(_scratch.Folder, name);

    private static string Dump(Database database)
    {
        using var rows = database.Prepare(
            "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_master ORDER BY 1");
        var lines = new List<string>();
        while (rows.Read()) lines.Add(rows.Text(0));
        return string.Join('\n', lines);
    }

    [Fact]
    public void Applying_one_by_one_equals_the_whole_and_a_second_time_applies_nothing()
    {
        var all = SqliteSchema.Migrations;
        using var whole = Database.OpenWriter(PathOf("whole.db"));
        using var steps = Database.OpenWriter(PathOf("steps.db"));

        Assert.Equal(all.Count, SqliteSchema.Migrate(whole, "whole", all));
        for (var i = 1; i <= all.Count; i++) Assert.Equal(1, SqliteSchema.Migrate(steps, "steps", [.. all.Take(i)]));

        Assert.Equal(Dump(whole), Dump(steps));
        Assert.Contains("event_is_never_changed", Dump(whole), StringComparison.Ordinal);
        Assert.Equal(0, SqliteSchema.Migrate(whole, "whole", all));
    }

    [Fact]
    public void A_step_that_fails_leaves_nothing_and_can_be_tried_again()
    {
        using var database = Database.OpenWriter(PathOf("a.db"));
        var broken = new Migration(1, "0001_x.sql", 1, "CREATE TABLE good (a); CREATE TABLE good (a);");
        Assert.Throws<SqliteFaultException>(() => SqliteSchema.Migrate(database, "a", [broken]));

        Assert.Equal(1, SqliteSchema.Migrate(database, "a", [broken with { Sql = "CREATE TABLE good (a);" }]));
    }

    private async Task OpenAndClose()
    {
        await using var store = SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = _scratch.Folder });
        Assert.Null(await store.NotReady());
    }

    private void Change(string sql)
    {
        using var database = Database.OpenWriter(PathOf("registry.db"));
        database.Execute(sql);
    }

    [Fact]
    public async Task A_schema_that_no_longer_serves_this_program_is_refused_with_what_to_do()
    {
        await OpenAndClose();
        Change("INSERT INTO schema_version SELECT max(version) + 1, '9999_next.sql', 99, 'x', '' FROM schema_version");

        var refused = await Assert.ThrowsAsync<UnknownSchemaException>(OpenAndClose);

        Assert.Contains("Start the newer program, or restore the backup", refused.Message, StringComparison.Ordinal);
        // And not RegistryInUseException: the lock is free again.
        await Assert.ThrowsAsync<UnknownSchemaException>(OpenAndClose);
    }

    [Fact]
    public async Task A_newer_schema_that_still_serves_this_program_is_opened()
    {
        await OpenAndClose();
        Change("INSERT INTO schema_version SELECT max(version) + 1, '9999_next.sql', 1, 'x', 'y' FROM schema_version");
        await OpenAndClose();
    }

    [Fact]
    public async Task A_step_by_another_name_is_refused()
    {
        await OpenAndClose();
        Change("UPDATE schema_version SET name = '0002_other.sql' WHERE version = 2");
        var refused = await Assert.ThrowsAsync<UnknownSchemaException>(OpenAndClose);
        Assert.Contains("0002_other.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_was_changed_after_it_was_applied_is_refused_with_what_to_do()
    {
        var all = SqliteSchema.Migrations;
        using var database = Database.OpenWriter(PathOf("a.db"));
        SqliteSchema.Migrate(database, "a", all);
        Migration[] windows =
            [.. all.Select(step => step with { Sql = step.Sql.Replace("\n", "\r\n", StringComparison.Ordinal) })];
        Migration[] edited = [all[0], all[1] with { Sql = all[1].Sql + "-- more" }, .. all.Skip(2)];

        Assert.Equal(0, SqliteSchema.Migrate(database, "a", windows));
        var refused = Assert.Throws<UnknownSchemaException>(() => SqliteSchema.Migrate(database, "a", edited));

        Assert.Contains(all[1].Name, refused.Message, StringComparison.Ordinal);
        Assert.Contains("a change is a new step", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_from_before_the_checksums_gets_them_with_its_next_step_and_is_then_checked()
    {
        var all = SqliteSchema.Migrations;
        var before = all.TakeWhile(step => !step.Name.EndsWith("_checksums.sql", StringComparison.Ordinal)).ToArray();
        using var database = Database.OpenWriter(PathOf("a.db"));
        Assert.Equal(before.Length, SqliteSchema.Migrate(database, "a", before));
        Assert.Equal(all.Count - before.Length, SqliteSchema.Migrate(database, "a", all));

        Migration[] edited = [all[0] with { Sql = all[0].Sql + " " }, .. all.Skip(1)];
        Assert.Throws<UnknownSchemaException>(() => SqliteSchema.Migrate(database, "a", edited));
    }

    /// <summary>As a program that compared names with their case left them (finding L6).</summary>
    [Fact]
    public void L6_Of_several_accounts_of_one_name_the_one_with_the_oldest_password_keeps_it()
    {
        var all = SqliteSchema.Migrations;
        var before = all
            .TakeWhile(step => !step.Name.EndsWith("_authenticators.sql", StringComparison.Ordinal)).ToArray();
        using (var database = Database.OpenWriter(PathOf("a.db")))
        {
            SqliteSchema.Migrate(database, "a", before);
            database.Execute("""
                INSERT INTO account (id, name, roles, desks, must_change_password, disabled, password_changed_at) VALUES
                    ('A-1', 'admin', 128, 0, 0, 0, 2000), ('A-2', 'Admin', 128, 0, 0, 0, 1000),
                    ('A-3', 'ADMIN', 128, 0, 0, 0, 1000), ('A-4', NULL, 1, 0, 0, 0, NULL)
                """);
            SqliteSchema.Migrate(database, "a", all);
            using var kept = database.Prepare("SELECT id FROM account WHERE name_key = 'admin'");
            Assert.True(kept.Read());
            Assert.Equal("A-2", kept.Text(0));
            Assert.False(kept.Read());
        }
    }

    [Fact]
    public async Task Another_programs_database_is_not_touched()
    {
        Change("CREATE TABLE other (a)");
        var refused = await Assert.ThrowsAsync<UnknownSchemaException>(OpenAndClose);
        Assert.Contains("another program", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE event SET actor = 'another'")]
    [InlineData("DELETE FROM event")]
    [InlineData("INSERT OR REPLACE INTO event SELECT * FROM event")]
    [InlineData("UPDATE audit SET actor = 'another'")]
    [InlineData("DELETE FROM audit")]
    public async Task Events_and_audit_lines_cannot_be_changed_or_removed(string sql)
    {
        await using (var store = SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = _scratch.Folder }))
        {
            await store.Commit(Sample.First(Sample.Certificate(1)));
            await store.AuditLog.Append("one/2026-02-13", AuditSample.Record(Sample.Now, "officer-1", "search"));
        }

        var refused = Assert.Throws<SqliteFaultException>(() => Change(sql));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_deadline_has_its_place_on_the_ring()
    {
        var id = Sample.Certificate(1);
        await using (var store = SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = _scratch.Folder }))
        {
            await store.Commit(Sample.First(id) with
            {
                Deadline = new Domain.Machines.ArmedDeadline("expiry", Sample.Now),
                DeadlineChanged = true,
            });
        }
        using var database = Database.OpenReader(PathOf("registry.db"));
        using var row = database.Prepare("SELECT ring_hash FROM deadline");
        Assert.True(row.Read());
        Assert.Equal(RingHash.Of(id), row.Long(0));
    }
}
