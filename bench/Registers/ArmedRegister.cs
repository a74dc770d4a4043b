using System.Globalization;
using OrleansRegistry.Bench.Sides;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Registers;

/// <summary>
/// A registry in which many deadlines are overdue since one instant, as after the first of a month, among many more
/// that are due in later years.
/// </summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Database">Its database on PostgreSQL; null: SQLite in the folder. Rounds take copies.</param>
/// <param name="DueAt">The instant, UTC.</param>
internal sealed record ArmedRegister(string Folder, string? Database, DateTimeOffset DueAt)
{
    /// <summary>
    /// A kept one is good until its certificates expire, a month after their renewal windows have opened.
    /// </summary>
    private const int DaysKept = 25;

    /// <summary>For each that is overdue, so many of later years.</summary>
    private const int Later = 9;

    /// <summary>On SQLite, kept between runs.</summary>
    public static async Task<ArmedRegister> OnSqlite(Settings settings, Side side)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"armed-{settings.Due}-");
        var opensOn = OpensOn(side.Data, prefix);
        var kept = await Register.Kept(settings, side, $"{prefix}{opensOn:yyyy-MM-dd}",
            work => SampleRows.Alike(side, settings.Due, work, opensOn), Eve(opensOn));
        await using var store = MeasuredStore.OnSqlite(kept.Database);
        await Distant.Arm(store, settings.Due, ShanghaiTime.StartOf(opensOn), Later);
        return new ArmedRegister(kept.Folder, null, ShanghaiTime.StartOf(opensOn));
    }

    /// <summary>On PostgreSQL, made anew.</summary>
    public static async Task<ArmedRegister> OnPostgres(Settings settings, Side side, PostgresServer server)
    {
        var overdue = await OverdueOnPostgres(settings, side, server);
        await overdue.Arm(settings.Due, Later);
        return overdue;
    }

    /// <summary>The same with nothing but what is overdue, and so many drivers to read and to write to.</summary>
    public static async Task<ArmedRegister> OverdueOnPostgres(
        Settings settings, Side side, PostgresServer server, int drivers = 0)
    {
        var opensOn = Yesterday();
        var (folder, database) = (Scratch.Folder(settings, $"{side.Name}-armed"), await server.NewDatabase());
        var rows = await SampleRows.Alike(side, settings.Due, folder, opensOn);
        if (drivers > 0)
        {
            var more = await SampleRows.Drivers(side, drivers, Scratch.Folder(settings, "drivers"));
            await File.AppendAllLinesAsync(rows, File.ReadLines(more));
        }
        await Register.Make(side, folder, rows, database, Eve(opensOn));
        return new ArmedRegister(folder, database, ShanghaiTime.StartOf(opensOn));
    }

    /// <summary>Arms so many times as many for later years in its database, a part of them narrow.</summary>
    public async Task Arm(int due, int times, int whole = int.MaxValue)
    {
        await using var store = MeasuredStore.OnPostgres(Copies.Patient(Database!));
        if (times > 0) await Distant.Arm(store, due, DueAt, times, whole);
        await store.Run("ANALYZE");
    }

    /// <summary>The legal clock while it is made: the morning before.</summary>
    private static DateTimeOffset Eve(DateOnly opensOn) =>
        new(opensOn.AddDays(-1).ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(8));

    private static DateOnly Yesterday() => ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(-1);

    /// <summary>The day of one that was kept, or yesterday.</summary>
    private static DateOnly OpensOn(string data, string prefix) =>
        !Directory.Exists(data) ? Yesterday() : Directory.EnumerateDirectories(data, prefix + "*")
            .Select(folder => Path.GetFileName(folder)[prefix.Length..])
            .Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Where(day => day > Yesterday().AddDays(-DaysKept))
            .Append(Yesterday())
            .First();
}
