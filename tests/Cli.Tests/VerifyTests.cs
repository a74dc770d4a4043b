using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

public sealed class VerifyTests : IDisposable
{
    private const string OneCertificate = "(SELECT min(key) FROM deadline WHERE kind = 'certificate')";
    private const string NoTriggers = "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed; DROP TRIGGER event_is_never_replaced; ";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    // A digit of a date: still an event, but not the one that was written.
    [InlineData(NoTriggers + "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), '20', '19') AS BLOB) WHERE key = " + OneCertificate)]
    [InlineData(NoTriggers + "UPDATE event SET body = CAST('{' || CAST(body AS TEXT) AS BLOB) WHERE key = " + OneCertificate)]
    [InlineData(NoTriggers + "DELETE FROM event WHERE key = " + OneCertificate)]
    [InlineData(NoTriggers + "UPDATE event SET actor = 'somebody-else' WHERE key = " + OneCertificate)]
    [InlineData("UPDATE entity SET state = CAST(replace(CAST(state AS TEXT), '20', '19') AS BLOB) WHERE key = " + OneCertificate)]
    [InlineData("UPDATE entity SET state = x'7B' WHERE key = " + OneCertificate)]
    [InlineData("UPDATE entity SET state = x'FFFE00' WHERE key = " + OneCertificate)]
    [InlineData("UPDATE deadline SET due_at = due_at + 864000000000 WHERE key = " + OneCertificate)]
    [InlineData("DELETE FROM deadline WHERE key = " + OneCertificate)]
    public async Task What_was_changed_behind_its_back_is_found_and_named(string tampering)
    {
        var data = await Imported();
        var clean = await Ends(0, "verify", "--data", data);
        Assert.Contains("clean", clean.Out, StringComparison.Ordinal);
        var key = RawDatabase.Run(data, "SELECT min(key) FROM deadline WHERE kind = 'certificate'")!;
        RawDatabase.Run(data, tampering);
        var found = await Ends(1, "verify", "--data", data);
        Assert.Contains(key, found.Error, StringComparison.Ordinal);
        Assert.All(found.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(key, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_is_not_changed_without_dropping_what_forbids_it()
    {
        var data = await Imported();
        var refused = Assert.ThrowsAny<Exception>(() => RawDatabase.Run(data, "UPDATE event SET actor = 'x'"));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        await Ends(0, "verify", "--data", data);
    }

    private async Task<string> Imported()
    {
        var (file, data) = (_scratch["rows.jsonl"], _scratch["data"]);
        await File.WriteAllLinesAsync(file, Registers.Plain(20).Select(Registers.Json));
        await Ends(0, "import", file, "--data", data);
        return data;
    }
}
