using System.Globalization;
using System.Net;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Infrastructure.Outside;
using OrleansRegistry.Infrastructure.Tokens;

namespace OrleansRegistry.Infrastructure;

/// <summary>Reads the settings of a registry; what cannot work is refused here, with what to do instead.</summary>
/// <param name="setting">Gives a setting by its environment variable; null or empty: not set.</param>
public sealed class SettingsReader(Func<string, string?> setting)
{
    private const string ClockKey = "Registry__Clock", SpeedKey = "Registry__ClockSpeed";
    private const string ModeKey = "Registry__Silo__Tls__Mode", CertificateKey = "Registry__Silo__Tls__Certificate";
    private const string KeyKey = "Registry__Silo__Tls__Key", AuthorityKey = "Registry__Silo__Tls__Authority";

    /// <summary>The settings.</summary>
    /// <param name="development">True: the law's clock may be set, and silos find each other on this machine.</param>
    /// <param name="production">True: silos of a cluster must be told the secret that they share.</param>
    /// <exception cref="SettingException">A setting is no value of its kind, or two do not go together.</exception>
    public RegistryOptions Read(bool development, bool production)
    {
        var options = new RegistryOptions
        {
            Folder = Path.GetFullPath(Told("Registry__Data") ?? "./data"),
            Postgres = Told("Registry__Postgres"),
            Alone = Flag("Registry__Alone"),
            Cluster = Told("Registry__Cluster") ?? "registry",
            Address = Address("Registry__Silo__Address") ?? (development ? IPAddress.Loopback : null),
            Port = Number("Registry__Silo__Port", 11111, 1, ushort.MaxValue),
            SiloName = Told("Registry__Silo__Name"),
            TlsOff = Off(ModeKey),
            TlsCertificate = Told(CertificateKey),
            TlsKey = Told(KeyKey),
            TlsAuthority = Told(AuthorityKey),
            GrainStorage = Provider("Registry__GrainStorage"),
            Clock = Instant(ClockKey),
            ClockSpeed = Speed(SpeedKey),
            KeySecret = Told("Registry__KeySecret"),
            PublicUrl = VerificationOptions.PublicUrlOf(Told("Registry__PublicUrl")),
            TrustRootsFile = Told("Registry__TrustRoots"),
            VerifyAMinute = Number("Registry__VerifyAMinute", 6000, 0, 1_000_000),
            Font = Told("Registry__Font"),
            IdentitySourceUrl = Url("Registry__IdentitySource__Url"),
            IdentitySourceToken = Told("Registry__IdentitySource__Token"),
            IdentitySourceTimeout = Seconds("Registry__IdentitySource__TimeoutSeconds"),
            WebhookUrl = Url("Registry__Webhook__Url"),
            WebhookSecret = Told("Registry__Webhook__Secret"),
            CachedStatesMost = Number("Registry__Memory__CachedStates", 200_000, 1_000, 100_000_000),
            TriesMost = Number("Registry__TriesBeforeParked", 6, 1, 100),
            ActivationsMost = Number("Registry__Memory__Activations", 50_000, 1_000, 100_000_000),
        };
        Check(options, development, production);
        return options;
    }

    private void Check(RegistryOptions options, bool development, bool production)
    {
        foreach (var key in new[] { ClockKey, SpeedKey })
        {
            if (Told(key) is null) continue;
            if (!development) throw Wrong($"{key} is for Development: elsewhere the law's clock is the machine's.");
            if (!options.IsAlone)
                throw Wrong($"{key} is for a silo alone (Registry__Alone=true): silos of a cluster share the machine's clock.");
        }
        if (options.GrainStorage == GrainStorageProvider.AdoNet && options.Postgres is null)
            throw Wrong("Registry__GrainStorage is AdoNet: that needs a database in Registry__Postgres.");
        if (options.WebhookSecret is { } secret) _ = WebhookSignature.Key(secret);
        if (production && !options.IsAlone && options.KeySecret is null)
        {
            throw Wrong("Registry__KeySecret is missing: all silos seal their signing keys under one secret. "
                + "Make one with: openssl rand -base64 32, and keep it with the other secrets (docs/operations.md).");
        }
        if (!options.IsAlone && !options.TlsOff) CheckTls(production);
    }

    /// <summary>All three files or none; and none is said by name where it counts.</summary>
    private void CheckTls(bool production)
    {
        string[] keys = [CertificateKey, KeyKey, AuthorityKey];
        var missing = keys.Where(key => Told(key) is null).ToArray();
        if (missing.Length == 0 || (missing.Length == keys.Length && !production)) return;
        throw Wrong($"{string.Join(" and ", missing)} is missing: silos speak TLS with each other, by a "
            + $"certificate, its key and the authority that issued it (docs/operations.md). "
            + $"{ModeKey}=off lets them talk in plain text.");
    }

    private string? Told(string key) => setting(key) is { Length: > 0 } told ? told : null;

    private bool Flag(string key) => Told(key) is { } told
        && (bool.TryParse(told, out var known) ? known : throw Wrong($"{key} is {told}: it is true or false."));

    private int Number(string key, int usual, int least, int most) => Told(key) is not { } told ? usual
        : int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            && known >= least && known <= most ? known
        : throw Wrong($"{key} is {told}: it is a number from {least} to {most}.");

    private DateTimeOffset? Instant(string key) => Told(key) is not { } told ? null
        : DateTimeOffset.TryParse(told, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var known) ? known
        : throw Wrong($"{key} is {told}: it is an instant such as 2026-02-13T09:00:00+08:00.");

    private double? Speed(string key) => Told(key) is not { } told ? null
        : double.TryParse(told, NumberStyles.Float, CultureInfo.InvariantCulture, out var known)
            && known is > 0 and <= 100_000_000 ? known
        : throw Wrong($"{key} is {told}: it is the seconds of law in a second, above 0.");

    private TimeSpan? Seconds(string key) => Told(key) is not { } told ? null
        : double.TryParse(told, NumberStyles.Float, CultureInfo.InvariantCulture, out var known)
            && known is > 0 and <= 600
            ? TimeSpan.FromSeconds(known)
            : throw Wrong($"{key} is {told}: it is a number of seconds, 600 at most.");

    private bool Off(string key) => Told(key) is { } told
        && (told == "off" ? true : throw Wrong($"{key} is {told}: it is off, or not set."));

    private Uri? Url(string key)
    {
        if (Told(key) is not { } told) return null;
        if (!Uri.TryCreate(told, UriKind.Absolute, out var known))
            throw Wrong($"{key} is {told}: it is an address such as https://example.org/notices.");
        return OutsideHttp.Fault(known) is { } fault ? throw Wrong($"{key} is {told}: {fault}") : known;
    }

    private IPAddress? Address(string key) => Told(key) is not { } told ? null
        : IPAddress.TryParse(told, out var known) ? known
        : throw Wrong($"{key} is {told}: it is one such as 10.0.0.7.");

    private GrainStorageProvider Provider(string key) => Told(key) is not { } told ? GrainStorageProvider.Registry
        : Enum.TryParse<GrainStorageProvider>(told, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known
        : throw Wrong($"{key} is {told}: it is one of {string.Join(", ", Enum.GetNames<GrainStorageProvider>())}.");

    private static SettingException Wrong(string message) => new(message);
}

/// <summary>
/// A setting is no value of its kind, two do not go together, or this silo does not fit the others by it. The message
/// says what to do instead.
/// </summary>
public sealed class SettingException(string message) : InvalidOperationException(message);
