using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Opening;

namespace OrleansRegistry.Storage.Tests.Sqlite;

/// <summary>
/// Goal: a statement is planned once, whatever it is asked for (docs/adr/0188). Method: shapes whose plan SQLite makes
/// anew for each value unless a switch forbids it: an equality that an index in part could serve, the number of rows.
/// </summary>
public sealed class PlanTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("SELECT kind, key FROM search WHERE kind = ? AND number = ?", 2)]
    [InlineData("SELECT key FROM search WHERE person_key = ? AND (kind, key) > (?, ?) ORDER BY kind, key LIMIT ?", 4)]
    [InlineData("SELECT key FROM booking WHERE space = ? AND value = ? AND until > ? ORDER BY until LIMIT ?", 4)]
    [InlineData("SELECT id FROM notice WHERE pending = 1 AND retry_at <= ? ORDER BY id LIMIT ?", 2)]
    public void A_statement_is_planned_once_for_all_values(string sql, int parameters)
    {
        var path = Path.Combine(_scratch.Folder, "registry.db");
        using (var writer = Database.OpenWriter(path)) SqliteSchema.Migrate(writer, path, SqliteSchema.Migrations);
        using var database = Database.OpenReader(path);
        using var statement = database.Prepare(sql);
        for (var i = 0; i < 10; i++)
        {
            for (var parameter = 0; parameter < parameters; parameter++) statement.Add($"{parameter}{i}");
            statement.Run();
        }
        Assert.Equal(0, statement.PlannedAnew);
    }

    public void Dispose() => _scratch.Dispose();
}
