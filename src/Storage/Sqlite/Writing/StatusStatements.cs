using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>Assigns places in status lists to documents and changes their bits.</summary>
internal sealed class StatusStatements(Database database)
{
    private readonly Statement _change = database.Prepare("""
        UPDATE status_place SET taken_back = ?, rests_until = ?,
            revision = (SELECT coalesce(max(revision), 0) + 1 FROM status_place)
        WHERE document = ?
        """);
    private readonly Statement _last = database.Prepare("SELECT coalesce(max(place), 0) FROM status_place");
    private readonly Statement _give = database.Prepare("""
        INSERT INTO status_place (place, document, taken_back, rests_until, revision) VALUES (?, ?, 0, ?, NULL)
        ON CONFLICT (place) DO NOTHING
        """);

    /// <summary>A document that was revoked before it had a place never gets one.</summary>
    public void Write(DocumentStanding standing)
    {
        var document = standing.Document.ToString();
        if (_change.Add(standing.TakenBack).Add(standing.RestsUntil).Add(document).Run() > 0) return;
        if (standing.TakenBack) return;
        for (var list = NewestList(); ; list++)
            for (var draw = 0; draw < StatusPlaces.Draws; draw++)
                if (_give.Add(StatusPlaces.Draw(list)).Add(document).Add(standing.RestsUntil).Run() > 0) return;
    }

    private long NewestList()
    {
        using var row = _last;
        return row.Read() ? row.Long(0) / StatusPlaces.PerList : 0;
    }
}
