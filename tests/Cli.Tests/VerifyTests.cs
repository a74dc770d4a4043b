using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

/// <summary>One imported register, copied for each test: an import a test would take longer than all tests.</summary>
public sealed class ImportedRegister : IAsyncLifetime
{
    private readonly Scratch _scratch = new();
    private int _copies;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllLinesAsync(_scratch["rows.jsonl"], Registers.Plain(20).Select(Registers.Json));
        await Ends(0, "import", _scratch["rows.jsonl"], "--data", _scratch["data"]);
        Assert.Contains("clean", (await Ends(0, "verify", "--data", _scratch["data"])).Out, StringComparison.Ordinal);
    }

    public string Copy()
    {
        var copy = _scratch[$"copy{Interlocked.Increment(ref _copies)}"];
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(_scratch["data"]))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class VerifyTests(ImportedRegister imported) : IClassFixture<ImportedRegister>
{
    private const string OneCertificate = "(SELECT min(key) FROM deadline WHERE kind = 'certificate')";
    private const string NoTriggers =
        "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed; "
        + "DROP TRIGGER event_is_never_replaced; ";

    [Theory]
    // A digit of a date: still an event, but not the one that was written.
    [InlineData(NoTriggers
        + "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), '20', '19') AS BLOB) WHERE key = "
        + OneCertificate)]
    [InlineData(NoTriggers + "UPDATE event SET body = CAST('{' || CAST(body AS TEXT) AS BLOB) WHERE key = "
        + OneCertificate)]
    [InlineData(NoTriggers + "DELETE FROM event WHERE key = " + OneCertificate)]
    [InlineData(NoTriggers + "UPDATE event SET actor = 'somebody-else' WHERE key = " + OneCertificate)]
    [InlineData("UPDATE entity SET state = CAST(replace(CAST(state AS TEXT), '20', '19') AS BLOB) WHERE key = "
        + OneCertificate)]
    [InlineData("UPDATE entity SET state = x'7B' WHERE key = " + OneCertificate)]
    [InlineData("UPDATE entity SET state = x'FFFE00' WHERE key = " + OneCertificate)]
    [InlineData("UPDATE deadline SET due_at = due_at + 864000000000 WHERE key = " + OneCertificate)]
    [InlineData("DELETE FROM deadline WHERE key = " + OneCertificate)]
    public async Task What_was_changed_behind_its_back_is_found_and_named(string tampering)
    {
        var data = imported.Copy();
        var key = RawDatabase.Run(data, "SELECT min(key) FROM deadline WHERE kind = 'certificate'")!;
        RawDatabase.Run(data, tampering);
        var found = await Ends(1, "verify", "--data", data);
        Assert.Contains(key, found.Error, StringComparison.Ordinal);
        Assert.All(
            found.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Contains(key, line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE search SET valid_to = '2001-01-01' WHERE kind = 'certificate' AND key = " + OneCertificate)]
    [InlineData("UPDATE search SET authority = '110000' WHERE kind = 'certificate' AND key = " + OneCertificate)]
    [InlineData("UPDATE search SET ended_on = '2001-01-01' WHERE kind = 'certificate' AND key = " + OneCertificate)]
    [InlineData("DELETE FROM search WHERE kind = 'certificate' AND key = " + OneCertificate)]
    public async Task A_figure_of_statistics_that_is_not_what_the_histories_give_is_found(string tampering)
    {
        var data = imported.Copy();
        RawDatabase.Run(data, tampering);
        var found = await Ends(1, "verify", "--data", data);
        Assert.All(
            found.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.StartsWith("figures: certificates of ", line, StringComparison.Ordinal));
        Assert.Contains("by the histories", found.Error, StringComparison.Ordinal);
    }

    /// <summary>Counts are kept beside the rows: whatever is wrong with one is named.</summary>
    [Theory]
    [InlineData("UPDATE document_count SET total = total + 1 WHERE kind = 'certificate' AND day = ''")]
    [InlineData("UPDATE document_count SET expired = expired + 1 WHERE kind = 'certificate' AND day = ''")]
    [InlineData("UPDATE document_count SET cancelled = cancelled + 1 WHERE kind = 'certificate' AND day = ''")]
    [InlineData("UPDATE document_count SET day = '0001-01-01' WHERE kind = 'certificate' "
        + "AND day = (SELECT max(day) FROM document_count WHERE kind = 'certificate')")]
    [InlineData("DELETE FROM document_count")]
    [InlineData("INSERT INTO trip_count VALUES ('2026-01-01', '410100', 'received', 'paper', 3)")]
    [InlineData("INSERT INTO application_count VALUES ('410100', 'certificate.renewal', 1, '2001-01-01', 1)")]
    public async Task A_kept_count_that_is_not_what_a_recount_gives_is_found(string tampering)
    {
        var data = imported.Copy();
        RawDatabase.Run(data, tampering);
        var found = await Ends(1, "verify", "--data", data);
        var lines = found.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.StartsWith("figures: ", line, StringComparison.Ordinal));
        Assert.Contains("by the histories", found.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE due_count SET count = count + 1")]
    [InlineData("DELETE FROM due_count")]
    public async Task A_forecast_that_is_not_of_the_armed_deadlines_is_found(string tampering)
    {
        var data = imported.Copy();
        RawDatabase.Run(data, tampering);
        var found = await Ends(1, "verify", "--data", data);
        Assert.All(
            found.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.StartsWith("figures: deadlines ", line, StringComparison.Ordinal));
        Assert.Contains("by the histories", found.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_not_changed_without_dropping_what_forbids_it()
    {
        var data = imported.Copy();
        var refused = Assert.ThrowsAny<Exception>(() => RawDatabase.Run(data, "UPDATE event SET actor = 'x'"));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        await Ends(0, "verify", "--data", data);
    }
}
