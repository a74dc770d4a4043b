using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Rows;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>
/// Finds vehicles by their row: number is the plate, name the certificate number, person_key the operator. The index is
/// named, for without statistics SQLite would guess.
/// </summary>
internal static class VehicleSearchSql
{
    private const string List = "vehicles";

    public static Page<EntityId> Run(Database database, (VehicleSearch Search, PageRequest Page) ask)
    {
        var (search, page) = ask;
        var conditions = new List<string> { "kind = 'vehicle'" };
        var values = new List<string>();
        void Where(string condition, string? value)
        {
            if (string.IsNullOrEmpty(value)) return;
            conditions.Add(condition);
            values.Add(value);
        }
        if (page.Cursor is not null) Where("key > ?", Cursor.Key(List, page.Cursor));
        Where("person_key = ?", search.OperatorKey);
        Where("number = ?", search.Plate);
        Where("name = ?", string.IsNullOrEmpty(search.CertificateNumber)
            ? null
            : database.Sealer.VehicleCertificate(search.CertificateNumber));
        Where("category = ?", search.Category);
        Where("authority >= ?", search.AuthorityPrefix);
        Where("authority < ?", search.AuthorityPrefix.Length == 0 ? null : Limits.EndOf(search.AuthorityPrefix));
        Where("valid_to >= ?", search.ExpiringFrom?.ToString("yyyy-MM-dd", null));
        Where("valid_to <= ?", search.ExpiringTo?.ToString("yyyy-MM-dd", null));
        var query = database.Prepare($"""
            SELECT kind, key FROM search{IndexFor(search)}
            WHERE {string.Join(" AND ", conditions)} ORDER BY key LIMIT ?
            """);
        foreach (var value in values) query.Add(value);
        return query.Page(page.Limit(), row => EntityRows.Id(row, 0), last => Cursor.After(List, last.Key));
    }

    /// <summary>What leaves the fewest rows.</summary>
    private static string IndexFor(VehicleSearch search) =>
        !string.IsNullOrEmpty(search.Plate) ? " INDEXED BY search_number"
        : !string.IsNullOrEmpty(search.CertificateNumber) ? " INDEXED BY search_name"
        : !string.IsNullOrEmpty(search.OperatorKey) ? " INDEXED BY search_person"
        : search.ExpiringFrom is not null || search.ExpiringTo is not null ? " INDEXED BY search_expiry"
        : search.AuthorityPrefix.Length > 0 ? " INDEXED BY search_authority"
        : "";
}
