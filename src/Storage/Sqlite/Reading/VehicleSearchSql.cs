using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Rows;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>
/// Finds vehicles by their row: number is the plate, name the certificate number, person_key the operator. The index is
/// named, because without statistics SQLite would guess.
/// </summary>
internal static class VehicleSearchSql
{
    private const string List = "vehicles", ExpiryList = "vehicles.expiry";

    /// <summary>A vehicle with the last day of its certificate.</summary>
    private sealed record Found(EntityId Id, string ValidTo);

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
        var byExpiry = search.Order() == SearchOrder.Expiry;
        if (!byExpiry) Where("key > ?", Cursor.Key(List, page.Cursor));
        else if (Cursor.Keys(ExpiryList, 2, page.Cursor) is [var last, var key])
        {
            Where("valid_to >= ?", last);
            conditions.Add("(valid_to, key) > (?, ?)");
            values.AddRange([last, key]);
        }
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
            SELECT kind, key, coalesce(valid_to, '') FROM search{IndexFor(search)}
            WHERE {string.Join(" AND ", conditions)} ORDER BY {(byExpiry ? "valid_to, key" : "key")} LIMIT ?
            """);
        foreach (var value in values) query.Add(value);
        var rows = query.Page(
            page.Limit(), row => new Found(EntityRows.Id(row, 0), row.Text(2)),
            one => byExpiry ? Cursor.After(ExpiryList, one.ValidTo, one.Id.Key) : Cursor.After(List, one.Id.Key));
        return new Page<EntityId>([.. rows.Items.Select(row => row.Id)], rows.Next);
    }

    /// <summary>The index that leaves the fewest rows.</summary>
    private static string IndexFor(VehicleSearch search) =>
        !string.IsNullOrEmpty(search.Plate) ? " INDEXED BY search_number"
        : !string.IsNullOrEmpty(search.CertificateNumber) ? " INDEXED BY search_name"
        : !string.IsNullOrEmpty(search.OperatorKey) ? " INDEXED BY search_person"
        : search.ExpiringFrom is not null || search.ExpiringTo is not null ? " INDEXED BY search_expiry"
        : search.AuthorityPrefix.Length > 0 ? " INDEXED BY search_authority"
        : "";
}
