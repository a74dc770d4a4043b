using System.Collections.Concurrent;
using System.IO.Compression;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tokens;

/// <summary>
/// Status lists as they are published (docs/adr/0122). A list is made again when it is 15 minutes old by either clock,
/// or when a commit has changed a bit; but making lists may take at most a twentieth of the time, because anybody may
/// ask for them. Trips that are not over depend on other entities and are decided anew each time.
/// </summary>
/// <param name="statuses">The places.</param>
/// <param name="verdictOn">Gives the verdict on a document now.</param>
/// <param name="sign">Signs a list, given its address, the instant of its bits, and the packed bits.</param>
/// <param name="address">The address where lists are published, without the number.</param>
/// <param name="legalNow">The legal clock.</param>
/// <param name="clock">The machine's clock.</param>
internal sealed class StatusLists(
    IStatusStore statuses,
    Func<CredentialId, CancellationToken, ValueTask<Verdict>> verdictOn,
    Func<string, DateTimeOffset, byte[], CancellationToken, ValueTask<string>> sign,
    string address,
    Func<DateTimeOffset> legalNow,
    TimeProvider clock) : IDisposable
{
    private const int Patience = 20;
    private static readonly TimeSpan _maxAge = TimeSpan.FromSeconds(StatusListText.TtlSeconds);
    private readonly ConcurrentDictionary<int, Published> _lists = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    private sealed record Published(string Text, long Revision, DateTimeOffset LegalAt, long MadeAt, TimeSpan Took);

    /// <summary>The list with this number, from 0; null: there is none.</summary>
    public async ValueTask<string?> Of(int number, CancellationToken cancellation)
    {
        if (await Known(number, cancellation) is { } known) return known.Text;
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            if (await Known(number, cancellation) is { } made) return made.Text;
            var last = await statuses.LastPlace(cancellation) ?? 0;
            if (number < 0 || number > last / StatusPlaces.PerList) return null;
            var published = await Make(number, cancellation);
            _lists[number] = published;
            return published.Text;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async ValueTask<Published?> Known(int number, CancellationToken cancellation)
    {
        if (!_lists.TryGetValue(number, out var known)) return null;
        var age = clock.GetElapsedTime(known.MadeAt);
        if (age >= _maxAge || (legalNow() - known.LegalAt).Duration() >= _maxAge) return null;
        return age < known.Took * Patience || known.Revision == await statuses.Revision(cancellation) ? known : null;
    }

    private async Task<Published> Make(int number, CancellationToken cancellation)
    {
        var (started, revision, now) = (clock.GetTimestamp(), await statuses.Revision(cancellation), legalNow());
        var from = (long)number * StatusPlaces.PerList;
        var bits = new byte[StatusPlaces.PerList / 8];
        foreach (var place in await statuses.SetPlaces(from, from + StatusPlaces.PerList, cancellation))
            Set(bits, place - from);
        foreach (var resting in await statuses.Resting(now, cancellation))
        {
            if (resting.Place < from || resting.Place >= from + StatusPlaces.PerList) continue;
            if (CredentialId.TryParse(resting.Document, out var id)
                && (await verdictOn(id, cancellation)).Result is VerdictResult.Revoked)
                Set(bits, resting.Place - from);
        }
        var text = await sign($"{address}{number}", now, Packed(bits), cancellation);
        var end = clock.GetTimestamp();
        return new Published(text, revision, now, end, clock.GetElapsedTime(started, end));
    }

    private static void Set(byte[] bits, long place) => bits[place / 8] |= (byte)(1 << (int)(place % 8));

    private static byte[] Packed(byte[] bits)
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            packing.Write(bits);
        return packed.ToArray();
    }
}
