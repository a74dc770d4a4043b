using System.Collections.Immutable;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Infrastructure.Tokens;

/// <summary>
/// How tokens are made and to which address they lead: settings that all silos share (docs/operations.md).
/// </summary>
public sealed record VerificationOptions
{
    /// <summary>Longest <see cref="PublicUrl"/>: it stands in every code with the longest token.</summary>
    public const int MaxPublicUrl = TokenText.MaxPublicUrl;

    /// <summary>Where the API listens if no setting says otherwise.</summary>
    public const string DefaultPublicUrl = "http://127.0.0.1:5080";

    /// <summary>What the settings' page says of the default.</summary>
    public const string PublicUrlByDefault = "where it listens, http://127.0.0.1:5080";

    /// <summary>Where phones reach this registry, without a slash at the end: Registry__PublicUrl.</summary>
    public string PublicUrl { get; init; } = DefaultPublicUrl;

    /// <summary>
    /// The secret with which private keys are sealed: Registry__KeySecret; null: a file in <see cref="Folder"/>.
    /// </summary>
    public string? KeySecret { get; init; }

    /// <summary>The previous secret, while it is being exchanged: Registry__KeySecretBefore; null: it is not.</summary>
    public string? KeySecretBefore { get; init; }

    /// <summary>Earlier secrets, as the store has them: what was sealed with one of them can still be opened.</summary>
    public ImmutableArray<string> FormerSecrets { get; init; } = [];

    /// <summary>The data folder.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// A JWK set of the trust roots: Registry__TrustRoots; null: trust-roots.json in <see cref="Folder"/>, if it
    /// exists.
    /// </summary>
    public string? TrustRootsFile { get; init; }

    /// <summary>The address that was set (null: the default one), without a slash at the end.</summary>
    /// <exception cref="SettingException">It is not an http address, or is too long for a QR code.</exception>
    public static string PublicUrlOf(string? setting)
    {
        var url = (setting ?? DefaultPublicUrl).TrimEnd('/');
        return url.Length <= MaxPublicUrl
            && Uri.TryCreate(url, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            ? url
            : throw new SettingException(
                $"Registry__PublicUrl must be an http address of at most {MaxPublicUrl} characters, "
                + $"as it stands in every QR code: {url}");
    }

    /// <summary>
    /// The address of this machine at which it listens, of addresses as a setting names them
    /// (<c>http://0.0.0.0:8080;https://...</c>); null: none is named, or its port is found at the start.
    /// </summary>
    public static string? ListeningAt(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            var named = url.Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
                .Replace("://*", "://127.0.0.1", StringComparison.Ordinal);
            if (!Uri.TryCreate(named, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
                || address.Port == 0 || address.Host == "unix") continue; // http://unix:/run/x is a socket's file.
            var host = address.Host is "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
            var found = new UriBuilder(address.Scheme, host, address.IsDefaultPort ? -1 : address.Port).Uri;
            if (found.GetLeftPart(UriPartial.Authority) is { Length: <= MaxPublicUrl } fits) return fits;
        }
        return null;
    }

    /// <summary>The trust roots; none without a file. A file that is not in order is an error at start-up.</summary>
    public ImmutableArray<PublicKey> ReadTrustRoots()
    {
        var path = TrustRootsFile ?? Path.Combine(Folder, "trust-roots.json");
        if (TrustRootsFile is null && !File.Exists(path)) return [];
        return PublicKey.OfSet(File.ReadAllBytes(path))
            ?? throw new InvalidDataException(
                $"{path} is not a JWK set of P-256 public keys, each with a kid of 1 to 8 letters and digits.");
    }
}
