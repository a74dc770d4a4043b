namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Uploads that were removed on the day on which they came: they count in the day's measure all the same, or whoever
/// removes each one again uploads without end. In memory, up to a limit, of one day; each process counts for itself.
/// Safe for many callers.
/// </summary>
internal sealed class RemovedUploads
{
    private const int MaxAccounts = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Files, long Bytes)> _of = new(StringComparer.Ordinal);
    private DateOnly _day;

    /// <summary>An upload of this legal day was removed.</summary>
    public void Add(string accountId, DateOnly day, long bytes)
    {
        lock (_gate)
        {
            if (day != _day) _of.Clear();
            _day = day;
            var own = _of.GetValueOrDefault(accountId);
            if (_of.Count < MaxAccounts || own.Files > 0) _of[accountId] = (own.Files + 1, own.Bytes + bytes);
        }
    }

    /// <summary>How many the account has removed of those of this legal day, and how large they were.</summary>
    public (long Files, long Bytes) Of(string accountId, DateOnly day)
    {
        lock (_gate) return day == _day ? _of.GetValueOrDefault(accountId) : default;
    }
}
