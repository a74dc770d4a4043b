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
    private const string List = "vehicles", ExpiryList = "vehicles.expiry";

    /// <summary>A vehicle with the last day of its certificate.</summary>
    internal sealed record Found(EntityId Id, string ValidTo);

    public static string After(VehicleSearch search, Found last) => search.Order() == SearchOrder.Expiry
        ? Cursor.After(ExpiryList, last.ValidTo, last.Id.Key) : Cursor.After(List, last.Id.Key);

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
        var byExpiry = search.Order() == SearchOrder.Expiry;
        if (!byExpiry) Where("key >", Cursor.Key(List, page.Cursor));
        else if (Cursor.Keys(ExpiryList, 2, page.Cursor) is [var last, var key])
        {
            values.AddRange([last, key]);
            conditions.Add("(valid_to, key) > ($1, $2)");
        }
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
            $"SELECT kind, key, coalesce(valid_to, '') FROM search WHERE {string.Join(" AND ", conditions)} "
            + $"ORDER BY {(byExpiry ? "valid_to, key" : "key")} LIMIT ${values.Count + 1}");
        foreach (var value in values) ask.Add(value);
        return ask;
    }
}
