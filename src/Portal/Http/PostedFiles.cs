using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// How many large forms come in at a time, as uploads do over the API (docs/adr/0174): such a form lies on the disk
/// until its last byte is there, so whoever sends slowly holds a place. One for all pages. Safe for many callers.
/// </summary>
internal sealed class PostedFiles
{
    /// <summary>Large forms at a time at most, inclusive.</summary>
    public const int MaxTogether = 20;

    /// <summary>Large forms of one account at a time at most, inclusive.</summary>
    public const int MaxOfAccount = 4;

    /// <summary>When whoever found no place may try again.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private const int MinBytesASecond = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _ofAccount = new(StringComparer.Ordinal);
    private int _together;

    /// <summary>True: the request has a place until it ends, and has to send fast. False: there is none.</summary>
    public bool TryEnter(HttpContext http, string accountId)
    {
        lock (_gate)
        {
            var own = _ofAccount.GetValueOrDefault(accountId);
            if (own >= MaxOfAccount || _together >= MaxTogether) return false;
            _ofAccount[accountId] = own + 1;
            _together++;
        }
        http.Response.RegisterForDispose(new Place(this, accountId));
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = new MinDataRate(MinBytesASecond, gracePeriod: TimeSpan.FromSeconds(5));
        return true;
    }

    private void Leave(string accountId)
    {
        lock (_gate)
        {
            _together--;
            if (--_ofAccount[accountId] == 0) _ofAccount.Remove(accountId);
        }
    }

    private sealed class Place(PostedFiles files, string accountId) : IDisposable
    {
        public void Dispose() => files.Leave(accountId);
    }
}
