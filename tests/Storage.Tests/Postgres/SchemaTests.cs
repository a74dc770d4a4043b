using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Opening;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Postgres.Opening;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>Numbered, forward only, once; and no program works on a schema that it does not know.</summary>
public sealed class SchemaTests : PostgresTest
{
    [Fact]
    public async Task Programs_that_start_together_migrate_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostgresRegistryStore.Migrate(Database)));
        var steps = typeof(PostgresRegistryStore).Assembly.GetManifestResourceNames().LongCount(
            name => name.StartsWith("postgres/", StringComparison.Ordinal));
        Assert.Equal(steps, await Sql("SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public async Task A_schema_that_no_longer_serves_this_program_is_refused_with_what_to_do()
    {
        await PostgresRegistryStore.Migrate(Database);
        await Sql("INSERT INTO schema_version SELECT max(version) + 1, '9999_future.sql', 1 FROM schema_version");
        await PostgresRegistryStore.Migrate(Database);
        await Sql("UPDATE schema_version SET oldest_contract = 99 WHERE name = '9999_future.sql'");

        var refused = await Assert.ThrowsAsync<UnknownSchemaException>(() => Open());

        Assert.Contains("Start the newer program, or restore the backup", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_was_changed_after_it_was_applied_is_refused_with_what_to_do()
    {
        var all = PostgresSchema.Migrations;
        await Migrate(all);
        var refused = await Assert.ThrowsAsync<UnknownSchemaException>(() => Migrate(
            [.. all.Select(step => step.Version == 2 ? step with { Sql = step.Sql + "-- more" } : step)]));
        Assert.Contains(all[1].Name, refused.Message, StringComparison.Ordinal);
        Assert.Contains("a change is a new step", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_from_before_the_checksums_gets_them_with_its_next_step_and_is_then_checked()
    {
        var all = PostgresSchema.Migrations;
        Migration[] before = [.. all.TakeWhile(step => !step.Name.Contains("_checksums", StringComparison.Ordinal))];
        Assert.Equal(before.Length, await Migrate(before));
        Assert.Equal(all.Count - before.Length, await Migrate(all));

        await Assert.ThrowsAsync<UnknownSchemaException>(
            () => Migrate([all[0] with { Sql = all[0].Sql + " " }, .. all.Skip(1)]));
    }

    /// <summary>As a program that compared names with their case left them (finding L6).</summary>
    [Fact]
    public async Task L6_Of_several_accounts_of_one_name_the_one_with_the_oldest_password_keeps_it()
    {
        await Migrate([.. PostgresSchema.Migrations
            .TakeWhile(step => !step.Name.EndsWith("_authenticators.sql", StringComparison.Ordinal))]);
        await Sql("""
            INSERT INTO account (id, name, roles, desks, must_change_password, disabled, password_changed_at) VALUES
                ('A-1', 'admin', 128, 0, false, false, 2000), ('A-2', 'Admin', 128, 0, false, false, 1000),
                ('A-3', 'ADMIN', 128, 0, false, false, 1000), ('A-4', NULL, 1, 0, false, false, NULL)
            """);
        await Migrate(PostgresSchema.Migrations);
        Assert.Equal("A-2", await Sql("SELECT string_agg(id, ' ') FROM account WHERE name_key IS NOT NULL"));
    }

    private async Task<int> Migrate(IReadOnlyList<Migration> steps)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        return await PostgresSchema.Migrate(connection, steps, CancellationToken.None);
    }

    [Fact]
    public async Task Another_programs_database_is_not_touched()
    {
        await Sql("CREATE TABLE other (a int)");
        var refused = await Assert.ThrowsAsync<UnknownSchemaException>(() => Open());
        Assert.Contains("another program", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE event SET actor = 'another'")]
    [InlineData("DELETE FROM event")]
    [InlineData("TRUNCATE event")]
    [InlineData("INSERT INTO event SELECT * FROM event ON CONFLICT (kind, key, version) "
        + "DO UPDATE SET actor = 'another'")]
    [InlineData("UPDATE audit SET actor = 'another'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("UPDATE audit_root SET leaves = 2")]
    [InlineData("DELETE FROM audit_root")]
    [InlineData("UPDATE audit_leaf SET version = 2")]
    [InlineData("DELETE FROM audit_leaf")]
    [InlineData("INSERT INTO audit_leaf SELECT kind, 'another', version, day, 1, head FROM audit_leaf")]
    public async Task Events_and_audit_lines_cannot_be_changed_or_removed(string sql)
    {
        var store = await Open();
        await store.Commit(Sample.First(Sample.Certificate(1)));
        await store.AuditLog.Append("one/2026-02-13", AuditSample.Record(Sample.Now, "officer-1", "search", "Q-1"));

        await store.AuditRoots.Cover(Sample.Certificate(1));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Sql(sql));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_deadline_has_its_place_on_the_ring()
    {
        var store = await Open();
        await store.Commit(Sample.First(Sample.Certificate(1)) with
        {
            Deadline = new ArmedDeadline("expiry", Sample.Now),
            DeadlineChanged = true,
        });
        Assert.Equal(RingHash.Of(Sample.Certificate(1)), await Sql("SELECT ring_hash FROM deadline"));
    }
}
