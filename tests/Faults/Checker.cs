using System.Globalization;
using System.Text.Json;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Verification;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Tests.Faults;

/// <summary>
/// What every failure test asks in the end, of the stopped registry itself: each acknowledged command is in one history
/// once; no command was applied by two commits and no deadline twice; each history is sequential and chained and
/// replays to the state; every deadline is armed, and none is overdue, nor does anything wait for another entity.
/// </summary>
internal static class Checker
{
    /// <summary>Opens the stopped registry and looks at all of it.</summary>
    /// <param name="options">Where it is; with the legal clock that it had.</param>
    /// <param name="ledger">What was acknowledged; null: nothing was sent.</param>
    /// <param name="parked">How many rows wait for a person, as the test has brought about.</param>
    public static async Task Check(RegistryOptions options, Ledger? ledger, int parked = 0)
    {
        await using var registry = await StoredRegistry.Open(options);
        var store = registry.Store;
        var backlog = await store.Work.Backlog(registry.Now);
        Assert.Equal((0, parked, 0), (backlog.Overdue, backlog.Parked, backlog.Consequences));
        var faults = new List<string>();
        var notes = new List<int>();
        await foreach (var audited in store.Audits.Entities())
        {
            faults.AddRange(Twice(audited));
            notes.AddRange(audited.Events.Where(entry => entry.Type == "certificate.violationRecorded")
                .Select(NoteOf)
                .OfType<int>());
        }
        await foreach (var fault in RegistryVerifier.Run(registry, new VerifiedCount())) faults.Add(fault);
        Assert.Empty(faults);
        if (ledger is not null) Assert.Equal(ledger.Acknowledged.Order(), notes.Order());
    }

    private static IEnumerable<string> Twice(AuditedEntity audited)
    {
        // One commit has one instant and its events one after the other.
        foreach (var command in audited.Events.GroupBy(entry => entry.CommandId))
        {
            var (first, last) = (command.First(), command.Last());
            if (last.Version - first.Version + 1 != command.Count() || command.Any(entry => entry.At != first.At))
                yield return $"{audited.Id}: the command {command.Key} was applied by more than one commit";
        }
        foreach (var done in audited.Events.Where(entry => entry.Channel == "deadline")
            .GroupBy(entry => (entry.Type, Body: Convert.ToHexString(entry.Body.Span))).Where(same => same.Count() > 1))
            yield return $"{audited.Id}: {done.Key.Type} happened {done.Count()} times by a deadline";
    }

    private static int? NoteOf(HistoryEntry entry)
    {
        using var body = JsonDocument.Parse(entry.Body);
        return body.RootElement.TryGetProperty("note", out var note)
            && int.TryParse(note.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var key)
                ? key
                : null;
    }
}
