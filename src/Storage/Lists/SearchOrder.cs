using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Lists;

/// <summary>
/// The order in which a search lists its results: that of the index that serves it, so that nothing is read beyond the
/// page, however many rows match.
/// </summary>
internal enum SearchOrder
{
    /// <summary>By key: a search for a whole number finds few rows.</summary>
    Key,

    /// <summary>By the holder's name, then by holder and certificate.</summary>
    Name,

    /// <summary>By the last day of validity, the earliest first, then by key.</summary>
    Expiry,
}

/// <summary>The order of each search, the same in every store.</summary>
internal static class SearchOrders
{
    /// <summary>The order of a search for certificates.</summary>
    public static SearchOrder Order(this CertificateSearch search) =>
        !string.IsNullOrEmpty(search.CertificateNumber) || !string.IsNullOrEmpty(search.IdentityNumber)
            ? SearchOrder.Key
        : !string.IsNullOrEmpty(search.Name) ? SearchOrder.Name
        : ByExpiry(search.ExpiringFrom, search.ExpiringTo);

    /// <summary>The order of a search for vehicles.</summary>
    public static SearchOrder Order(this VehicleSearch search) =>
        !string.IsNullOrEmpty(search.Plate) || !string.IsNullOrEmpty(search.CertificateNumber)
        || !string.IsNullOrEmpty(search.OperatorKey) ? SearchOrder.Key
        : ByExpiry(search.ExpiringFrom, search.ExpiringTo);

    private static SearchOrder ByExpiry(DateOnly? from, DateOnly? to) =>
        from is null && to is null ? SearchOrder.Key : SearchOrder.Expiry;
}
