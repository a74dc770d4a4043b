using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres.Reading;

/// <summary>
/// Finds vehicles by their row: number is the plate, name the certificate number, person_key the operator.
/// </summary>
internal static class VehicleSearchSql
{
    private const string List = "vehicles";

    public static string After(EntityId last) => Cursor.After(List, last.Key);

    public static BoundStatement Of(Sealer sealer, VehicleSearch search, PageRequest page)
    {
        var conditions = new List<string> { "kind = 'vehicle'" };
        var values = new List<string>();
        void Where(string condition, string? value)
        {
            if (string.IsNullOrEmpty(value)) return;
            values.Add(value);
            conditions.Add($"{condition} ${values.Count}");
        }
        if (page.Cursor is not null) Where("key >", Cursor.Key(List, page.Cursor));
        Where("person_key =", search.OperatorKey);
        Where("number =", search.Plate);
        Where("name =", string.IsNullOrEmpty(search.CertificateNumber)
            ? null
            : sealer.VehicleCertificate(search.CertificateNumber));
        Where("category =", search.Category);
        Where("authority >=", search.AuthorityPrefix);
        Where("authority <", search.AuthorityPrefix.Length == 0 ? null : Limits.EndOf(search.AuthorityPrefix));
        Where("valid_to >=", search.ExpiringFrom is { } from ? BoundStatement.DayOf(from) : null);
        Where("valid_to <=", search.ExpiringTo is { } to ? BoundStatement.DayOf(to) : null);
        var ask = new BoundStatement(
            $"SELECT kind, key FROM search WHERE {string.Join(" AND ", conditions)} "
            + $"ORDER BY key LIMIT ${values.Count + 1}");
        foreach (var value in values) ask.Add(value);
        return ask;
    }
}
