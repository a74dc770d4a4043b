using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>The rows for lists and searches. They have dates, and never a status that depends on the date.</summary>
internal sealed class IndexStatements(Database database)
{
    private readonly Statement _application = database.Prepare("""
        INSERT INTO application (id, kind, key, service, status, authority, person_key,
            accept_by, decide_by, urgent_by, provisional, submitted_at, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            status = excluded.status, authority = excluded.authority, person_key = excluded.person_key,
            accept_by = excluded.accept_by, decide_by = excluded.decide_by, urgent_by = excluded.urgent_by,
            provisional = excluded.provisional, submitted_at = excluded.submitted_at, body = excluded.body
        """);

    // Hosts may send the row with every commit; an equal row writes no page.
    private readonly Statement _search = database.Prepare("""
        INSERT INTO search (kind, key, person_key, category, number, name, authority,
            valid_from, valid_to, ended_on, ended_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (kind, key) DO UPDATE SET
            person_key = excluded.person_key, category = excluded.category, number = excluded.number,
            name = excluded.name, authority = excluded.authority, valid_from = excluded.valid_from,
            valid_to = excluded.valid_to, ended_on = excluded.ended_on, ended_by = excluded.ended_by
        WHERE person_key IS NOT excluded.person_key OR category IS NOT excluded.category
            OR number IS NOT excluded.number OR name IS NOT excluded.name OR authority IS NOT excluded.authority
            OR valid_from IS NOT excluded.valid_from OR valid_to IS NOT excluded.valid_to
            OR ended_on IS NOT excluded.ended_on OR ended_by IS NOT excluded.ended_by
        """);

    /// <summary>Writes an application's row.</summary>
    public void Write(EntityId id, NewApplicationRow row)
    {
        var application = row.Application;
        _application.Add(application.Id).Add(id.KindName).Add(id.Key)
            .Add(ServiceNames.Of(application.Service)).Add((long)application.Status).Add(row.Authority)
            .Add(row.PersonKey)
            .Add(application.AcceptDay ?? DateOnly.MaxValue).Add(application.DecisionDay).Add(application.UrgentBy)
            .Add(application.IsProvisional).Add(application.SubmittedAt).Add(row.Body).Run();
    }

    /// <summary>Writes an entity's search row.</summary>
    public void Write(EntityId id, SearchRow row) =>
        _search.Add(id.KindName).Add(id.Key).Add(row.PersonKey).Add(row.Category).Add(row.Number).Add(row.Name)
            .Add(row.Authority).Add(row.ValidFrom).Add(row.ValidTo).Add(row.EndedOn).Add(row.EndedBy).Run();
}
