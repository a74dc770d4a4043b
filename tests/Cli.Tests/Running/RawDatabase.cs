using SQLitePCL;

namespace OrleansRegistry.Tests.Running;

/// <summary>What somebody with a shell and SQLite can do to the file behind the registry's back.</summary>
internal static class RawDatabase
{
    static RawDatabase() => Batteries_V2.Init();

    /// <summary>Runs a script; gives the first value of its last row.</summary>
    public static string? Run(string folder, string script)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Path.Combine(folder, "registry.db"), out var database));
        using (database)
        {
            string? value = null;
            var code = raw.sqlite3_exec(database, script, (_, values, _) =>
            {
                value = values[0];
                return 0;
            }, null, out var error);
            Assert.True(code == raw.SQLITE_OK, error);
            return value;
        }
    }
}
