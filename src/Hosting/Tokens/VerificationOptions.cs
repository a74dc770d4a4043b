using System.Collections.Immutable;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Hosting.Tokens;

/// <summary>How tokens are made and what they open: settings that both hosts share (docs/operations.md).</summary>
public sealed record VerificationOptions
{
    /// <summary>Longest <see cref="PublicUrl"/>: what the QR code of version 11 at level M leaves beside the longest token.</summary>
    public const int PublicUrlMost = 29;

    /// <summary>Where phones reach this registry, without a slash at the end: Registry__PublicUrl.</summary>
    public string PublicUrl { get; init; } = "http://127.0.0.1:5080";

    /// <summary>The secret under which private keys are sealed: Registry__KeySecret; null: a file in <see cref="Folder"/>.</summary>
    public string? KeySecret { get; init; }

    /// <summary>The data folder.</summary>
    public required string Folder { get; init; }

    /// <summary>A JWK set of the trust roots: Registry__TrustRoots; null: trust-roots.json in <see cref="Folder"/>, if it is there.</summary>
    public string? TrustRootsFile { get; init; }

    /// <summary>Reads the settings; what cannot work is refused here, with what to do instead.</summary>
    public static VerificationOptions Of(Func<string, string?> setting, string folder)
    {
        var options = new VerificationOptions
        {
            Folder = folder, KeySecret = Told("Registry:KeySecret"), TrustRootsFile = Told("Registry:TrustRoots"),
        };
        if (Told("Registry:PublicUrl") is not { } url) return options;
        url = url.TrimEnd('/');
        if (url.Length > PublicUrlMost || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"Registry__PublicUrl must be an http address of at most {PublicUrlMost} characters, as it stands in every QR code: {url}");
        return options with { PublicUrl = url };

        string? Told(string name) => setting(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>The trust roots; none without a file. A file that is not in order is an error at start-up.</summary>
    public ImmutableArray<PublicKey> ReadTrustRoots()
    {
        var path = TrustRootsFile ?? Path.Combine(Folder, "trust-roots.json");
        if (TrustRootsFile is null && !File.Exists(path)) return [];
        return PublicKey.OfSet(File.ReadAllBytes(path))
            ?? throw new InvalidDataException($"{path} is not a JWK set of P-256 public keys, each with a kid of 1 to 8 letters and digits.");
    }
}
