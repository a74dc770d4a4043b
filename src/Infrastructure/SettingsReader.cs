using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Infrastructure.Outside;
using OrleansRegistry.Infrastructure.Tokens;

namespace OrleansRegistry.Infrastructure;

/// <summary>Reads the settings of a registry; a setting that cannot work is refused with what to do instead.</summary>
/// <param name="setting">Gives a setting by its environment variable; null or empty: not set.</param>
public sealed class SettingsReader(Func<string, string?> setting)
{
    private const long MinBudget = 50 * 1024 * 1024;

    private const string ClockKey = "Registry__Clock", SpeedKey = "Registry__ClockSpeed";
    private const string ModeKey = "Registry__Silo__Tls__Mode", CertificateKey = "Registry__Silo__Tls__Certificate";
    private const string SmsUrlKey = "Registry__Sms__Url", SmsSecretKey = "Registry__Sms__Secret";
    private const string SmsFileKey = "Registry__Sms__File", WebhookSecretKey = "Registry__Webhook__Secret";
    private const string SinkKey = "Registry__AuditSink", SinkSecretKey = "Registry__AuditSink__Secret";
    private const string KeyKey = "Registry__Silo__Tls__Key", AuthorityKey = "Registry__Silo__Tls__Authority";

    /// <summary>The settings.</summary>
    /// <param name="development">True: the legal clock may be set, and silos find each other on this machine.</param>
    /// <param name="production">True: silos of a cluster must be given the secret that they share.</param>
    /// <exception cref="SettingException">
    /// The value of a setting is not possible, or two settings contradict each other.
    /// </exception>
    public RegistryOptions Read(bool development, bool production)
    {
        var options = new RegistryOptions
        {
            Folder = Path.GetFullPath(Setting("Registry__Data") ?? "./data"),
            Postgres = Setting("Registry__Postgres"),
            Alone = Flag("Registry__Alone"),
            Cluster = Setting("Registry__Cluster") ?? "registry",
            Address = Address("Registry__Silo__Address") ?? (development ? IPAddress.Loopback : null),
            Port = Number("Registry__Silo__Port", 11111, 1, ushort.MaxValue),
            SiloName = Setting("Registry__Silo__Name"),
            TlsOff = Off(ModeKey),
            TlsCertificate = Setting(CertificateKey),
            TlsKey = Setting(KeyKey),
            TlsAuthority = Setting(AuthorityKey),
            GrainStorage = Provider("Registry__GrainStorage"),
            Clock = Instant(ClockKey),
            ClockSpeed = Speed(SpeedKey),
            KeySecret = Setting("Registry__KeySecret"),
            AllowWideModes = Flag("Registry__AllowWideModes"),
            KeySecretBefore = Setting("Registry__KeySecretBefore"),
            PublicUrl = VerificationOptions.PublicUrlOf(Setting("Registry__PublicUrl")),
            TrustRootsFile = Setting("Registry__TrustRoots"),
            SecondFactorRequired = SecondFactor(development),
            VerifyAMinute = Number("Registry__VerifyAMinute", 6000, 0, 1_000_000),
            AnonymousPostsAMinute = Number("Registry__AnonymousPostsAMinute", 60, 0, 1_000_000),
            TrustedProxies = Proxies("Registry__TrustedProxies"),
            UploadBudget = Bytes("Registry__UploadBudget"),
            Scanner = Scanner("Registry__Scanner"),
            Font = Setting("Registry__Font"),
            IdentitySourceUrl = Url("Registry__IdentitySource__Url"),
            IdentitySourceToken = Setting("Registry__IdentitySource__Token"),
            IdentitySourceTimeout = Seconds("Registry__IdentitySource__TimeoutSeconds"),
            WebhookUrl = Url("Registry__Webhook__Url"),
            WebhookSecret = Setting(WebhookSecretKey),
            AuditSink = Sink(SinkKey),
            AuditSinkSecret = Setting(SinkSecretKey),
            SmsUrl = Url(SmsUrlKey),
            SmsSecret = Setting(SmsSecretKey),
            SmsFile = Setting(SmsFileKey),
            MaxCachedStates = Number("Registry__Memory__CachedStates", 100_000, 1_000, 100_000_000),
            MaxWait = TimeSpan.FromMilliseconds(Number("Registry__MaxWaitMilliseconds", 500, 0, 60_000)),
            AlwaysTaken = Number("Registry__AlwaysTaken", 32, 0, 1_000_000),
            MaxTries = Number("Registry__TriesBeforeParked", 6, 1, 100),
            MaxActivations = Number("Registry__Memory__Activations", 50_000, 1_000, 100_000_000),
        };
        Check(options, development, production);
        return options;
    }

    private void Check(RegistryOptions options, bool development, bool production)
    {
        foreach (var key in new[] { ClockKey, SpeedKey })
        {
            if (Setting(key) is null) continue;
            if (!development) throw Wrong($"{key} is for Development: elsewhere the legal clock is the machine's.");
            if (!options.IsAlone)
                throw Wrong(
                    $"{key} is for a silo alone (Registry__Alone=true): silos of a cluster share the machine's clock.");
        }
        if (options.GrainStorage == GrainStorageProvider.AdoNet && options.Postgres is null)
            throw Wrong("Registry__GrainStorage is AdoNet: that needs a database in Registry__Postgres.");
        foreach (var key in new[] { WebhookSecretKey, SmsSecretKey, SinkSecretKey })
            if (Setting(key) is { } secret) _ = WebhookSignature.Key(secret, key);
        if (options.SmsUrl is not null && options.SmsSecret is null)
            throw Wrong($"{SmsUrlKey} needs {SmsSecretKey}: texts and their receipts are signed.");
        if (options.AuditSinkIsAddress && options.AuditSinkSecret is null)
            throw Wrong($"{SinkKey} is an address and needs {SinkSecretKey}: what is sent there is signed.");
        if (options.SmsUrl is not null && options.SmsFile is not null)
            throw Wrong($"{SmsFileKey} stands in for a gateway: leave it or {SmsUrlKey} out.");
        if (production && options.KeySecret is null)
        {
            throw Wrong("Registry__KeySecret is missing: data at rest and signing keys are sealed under it, by all "
                + "silos under the same. Make one with: openssl rand -base64 32, and keep it with the other secrets "
                + "(docs/operations.md).");
        }
        if (!options.IsAlone && !options.TlsOff) CheckTls(production);
    }

    /// <summary>
    /// Either all three files are set or none; in production, having none must be an explicit choice.
    /// </summary>
    private void CheckTls(bool production)
    {
        string[] keys = [CertificateKey, KeyKey, AuthorityKey];
        var missing = keys.Where(key => Setting(key) is null).ToArray();
        if (missing.Length == 0 || (missing.Length == keys.Length && !production)) return;
        throw Wrong($"{string.Join(" and ", missing)} is missing: silos speak TLS with each other, by a "
            + $"certificate, its key and the authority that issued it (docs/operations.md). "
            + $"{ModeKey}=off lets them talk in plain text.");
    }

    private string? Setting(string key) => setting(key) is { Length: > 0 } text ? text : null;

    private bool Flag(string key) => Setting(key) is { } text
        && (bool.TryParse(text, out var known) ? known : throw Wrong($"{key} is {text}: it is true or false."));

    private int Number(string key, int @default, int min, int max) => Setting(key) is not { } text ? @default
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            && known >= min && known <= max ? known
        : throw Wrong($"{key} is {text}: it is a number from {min} to {max}.");

    private long? Bytes(string key) => Setting(key) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            && known >= MinBudget ? known
        : throw Wrong($"{key} is {text}: it is a number of bytes, {MinBudget} (the largest file taken) at least.");

    /// <summary>A Unix socket or this machine only, because contents are sent unencrypted.</summary>
    private EndPoint? Scanner(string key) => Setting(key) is not { } text ? null
        : text.StartsWith('/') ? new UnixDomainSocketEndPoint(text)
        : IPEndPoint.TryParse(text, out var known) && IPAddress.IsLoopback(known.Address) && known.Port > 0 ? known
        : throw Wrong($"{key} is {text}: it is the path of a Unix socket, or 127.0.0.1 with a port.");

    private ImmutableArray<IPNetwork> Proxies(string key) =>
        [.. (Setting(key) ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(one =>
            IPNetwork.TryParse(one, out var network) ? network
            : IPAddress.TryParse(one, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw Wrong($"{key} has {one}: each is an address, or a network such as 10.0.0.0/8."))];

    private DateTimeOffset? Instant(string key) => Setting(key) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var known)
        ? known
        : throw Wrong($"{key} is {text}: it is an instant such as 2026-02-13T09:00:00+08:00.");

    private double? Speed(string key) => Setting(key) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var known)
            && known is > 0 and <= 100_000_000 ? known
        : throw Wrong($"{key} is {text}: it is the seconds of law in a second, above 0.");

    private TimeSpan? Seconds(string key) => Setting(key) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var known)
            && known is > 0 and <= 600
            ? TimeSpan.FromSeconds(known)
            : throw Wrong($"{key} is {text}: it is a number of seconds, 600 at most.");

    private bool SecondFactor(bool development)
    {
        const string key = "Registry__SecondFactor";
        return Setting(key) switch
        {
            null => !development,
            "required" => true,
            "optional" => development ? false : throw Wrong(
                $"{key} is optional: that is for Development. Elsewhere it is required, or not set."),
            var other => throw Wrong($"{key} is {other}: it is optional or required."),
        };
    }

    private bool Off(string key) => Setting(key) is { } text
        && (text == "off" ? true : throw Wrong($"{key} is {text}: it is off, or not set."));

    private Uri? Url(string key)
    {
        if (Setting(key) is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var known))
            throw Wrong($"{key} is {text}: it is an address such as https://example.org/notices.");
        return OutsideHttp.Fault(known) is { } fault ? throw Wrong($"{key} is {text}: {fault}") : known;
    }

    /// <summary>An address like other outside addresses, or a file.</summary>
    private string? Sink(string key) => Setting(key) is not { } text ? null
        : text.Contains("://", StringComparison.Ordinal) ? Url(key)!.AbsoluteUri : Path.GetFullPath(text);

    private IPAddress? Address(string key) => Setting(key) is not { } text ? null
        : IPAddress.TryParse(text, out var known) ? known
        : throw Wrong($"{key} is {text}: it is one such as 10.0.0.7.");

    private GrainStorageProvider Provider(string key) => Setting(key) is not { } text ? GrainStorageProvider.Registry
        : Enum.TryParse<GrainStorageProvider>(text, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known
        : throw Wrong($"{key} is {text}: it is one of {string.Join(", ", Enum.GetNames<GrainStorageProvider>())}.");

    private static SettingException Wrong(string message) => new(message);
}

/// <summary>
/// The value of a setting is not possible, two settings contradict each other, or this silo differs from the others in
/// it. The message says what to do.
/// </summary>
public sealed class SettingException(string message) : InvalidOperationException(message);
