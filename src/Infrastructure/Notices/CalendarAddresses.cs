using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>
/// Addresses of calendars as settings. Under the hash of a secret: the account, and when its entries last changed.
/// Under the account: the hash, which alone says which address is in use. Of two that are made at once, one is.
/// </summary>
/// <param name="settings">Where they are kept.</param>
/// <param name="publicUrl">The address of this registry, without a slash at its end.</param>
public sealed class CalendarAddresses(ISettingStore settings, string publicUrl) : ICalendarAddresses
{
    private const int SecretBytes = 24;
    private const int MaxSecret = 64;

    /// <inheritdoc/>
    public string UrlOf(string secret) => $"{publicUrl}/calendar/{secret}.ics";

    /// <inheritdoc/>
    public async Task<string> Make(string accountId, CancellationToken cancellation = default)
    {
        await End(accountId, cancellation);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var hash = HashOf(secret);
        await Set(NameOf(hash), accountId, cancellation);
        await Set(OwnerName(accountId), hash, cancellation);
        return secret;
    }

    /// <inheritdoc/>
    public async Task End(string accountId, CancellationToken cancellation = default)
    {
        if (await Get(OwnerName(accountId), cancellation) is not { Length: > 0 } hash) return;
        await Set(NameOf(hash), "", cancellation);
        await Set(OwnerName(accountId), "", cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> AccountOf(string secret, CancellationToken cancellation = default) =>
        secret.Length is 0 or > MaxSecret ? null
        : await Get(NameOf(HashOf(secret)), cancellation) is { Length: > 0 } kept
            && await Get(OwnerName(kept.Split('\n')[0]), cancellation) == HashOf(secret) ? kept.Split('\n')[0] : null;

    /// <inheritdoc/>
    public async Task<DateTimeOffset> ChangedAt(
        string secret, string content, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var name = NameOf(HashOf(secret));
        var kept = (await Get(name, cancellation) ?? "").Split('\n');
        if (kept is [_, var seen, var ticks] && seen == content)
            return new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
        var second = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
        if (kept[0].Length > 0)
            await Set(name, string.Create(
                CultureInfo.InvariantCulture, $"{kept[0]}\n{content}\n{second.UtcTicks}"), cancellation);
        return second;
    }

    private async ValueTask<string?> Get(string name, CancellationToken cancellation) =>
        await settings.Get(name, cancellation) is { } kept ? Encoding.UTF8.GetString(kept) : null;

    private Task Set(string name, string value, CancellationToken cancellation) =>
        settings.Set(name, Encoding.UTF8.GetBytes(value), cancellation);

    private static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string NameOf(string hash) => "calendar/" + hash;

    private static string OwnerName(string accountId) => "calendar-of/" + accountId;
}
