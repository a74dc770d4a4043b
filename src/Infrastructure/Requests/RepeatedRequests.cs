using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Tokens;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Requests;

/// <summary>
/// Answers are sealed with a key made from the registry's secret and the request itself (docs/adr/0114). The row has
/// neither, so that no token in it can be read from the database, not even with the secret.
/// </summary>
/// <param name="store">The rows.</param>
/// <param name="options">Has the registry's secret, which is read at its first use.</param>
/// <param name="clock">The machine's clock.</param>
public sealed class RepeatedRequests(IRequestStore store, VerificationOptions options, TimeProvider clock)
    : IRepeatedRequests
{
    private const int NonceBytes = 12, TagBytes = 16, KeyBytes = 32;

    /// <summary>How long an answer is stored.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>After this time a request that never ended, because its silo was lost, is carried out again.</summary>
    private static readonly TimeSpan _abandonedAfter = TimeSpan.FromMinutes(1);

    private readonly Lazy<KeySecret> _secret = new(() => KeySecret.Of(options));

    /// <inheritdoc/>
    public async Task<Repetition> Begin(RepeatableRequest request, CancellationToken cancellation = default)
    {
        var (now, (fingerprint, key)) = (clock.GetUtcNow(), KeysOf(request));
        var other = await store.Begin(
            new StoredRequest(request.Id, fingerprint, null, now), now - KeptFor, now - _abandonedAfter, cancellation);
        return other is null ? new Repetition.First()
            : other.Fingerprint != fingerprint ? new Repetition.OtherContent()
            : other.Answer is { } answer ? new Repetition.Again(Open(answer.Span, key, request.Id))
            : new Repetition.UnderWay();
    }

    /// <inheritdoc/>
    public Task End(RepeatableRequest request, ReadOnlyMemory<byte> answer) =>
        store.End(request.Id, Seal(answer.Span, KeysOf(request).Key, request.Id));

    /// <inheritdoc/>
    public Task Drop(RepeatableRequest request) => store.Remove(request.Id);

    /// <summary>A hash of the content, which is stored, and the key of the answer, which is not.</summary>
    private (string Fingerprint, byte[] Key) KeysOf(RepeatableRequest request)
    {
        var bytes = _secret.Value.OfRequest(
            [.. Encoding.UTF8.GetBytes(request.Id), .. SHA256.HashData(request.Content)], KeyBytes + KeyBytes);
        return (Convert.ToHexStringLower(bytes.AsSpan(0, KeyBytes)), bytes[KeyBytes..]);
    }

    private static byte[] Seal(ReadOnlySpan<byte> answer, byte[] key, string id)
    {
        var result = new byte[NonceBytes + TagBytes + answer.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            result.AsSpan(0, NonceBytes), answer, result.AsSpan(NonceBytes + TagBytes),
            result.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(id));
        return result;
    }

    private static byte[] Open(ReadOnlySpan<byte> stored, byte[] key, string id)
    {
        var answer = new byte[stored.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            stored[..NonceBytes], stored[(NonceBytes + TagBytes)..], stored[NonceBytes..(NonceBytes + TagBytes)],
            answer, Encoding.UTF8.GetBytes(id));
        return answer;
    }
}
