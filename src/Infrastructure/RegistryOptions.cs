using System.Collections.Immutable;
using System.Net;
using OrleansRegistry.Infrastructure.Tokens;

namespace OrleansRegistry.Infrastructure;

/// <summary>The provider behind the named storage of the grains.</summary>
public enum GrainStorageProvider
{
    /// <summary>The registry's own, with group commits.</summary>
    Registry,

    /// <summary>Microsoft.Orleans.Persistence.AdoNet over the same commit function; on PostgreSQL only.</summary>
    AdoNet,
}

/// <summary>The files for TLS with other silos: three PEM files.</summary>
/// <param name="Certificate">The silo's certificate, and the intermediate certificates up to the authority's.</param>
/// <param name="Key">The key of the certificate.</param>
/// <param name="Authority">The authority that issues the certificates of silos.</param>
public sealed record TlsFiles(string Certificate, string Key, string Authority);

/// <summary>
/// The settings of a registry, each an environment variable (docs/settings.md). <see cref="SettingsReader"/> reads and
/// checks them.
/// </summary>
public sealed record RegistryOptions
{
    /// <summary>
    /// The folder of the data; it is made if it does not exist. The registry's own rule files are read from it with
    /// every store.
    /// </summary>
    [Setting("Registry__Data", "./data", "./data")]
    public string Folder { get; init; } = Path.GetFullPath("./data");

    /// <summary>The connection string of a PostgreSQL database; null: SQLite in <see cref="Folder"/>.</summary>
    [Setting("Registry__Postgres", "SQLite in the folder", "required")]
    public string? Postgres { get; init; }

    /// <summary>True: one silo alone, also on PostgreSQL, where it has the database to itself.</summary>
    [Setting("Registry__Alone", "true without Registry__Postgres", "false")]
    public bool Alone { get; init; }

    /// <summary>True: nobody else works on the store, on SQLite or PostgreSQL.</summary>
    public bool IsAlone => Alone || Postgres is null;

    /// <summary>Silos with the same name and database find each other.</summary>
    [Setting("Registry__Cluster", "not used", "registry")]
    public string Cluster { get; init; } = "registry";

    /// <summary>
    /// The address at which other silos reach this one; null: this machine's own, in Development 127.0.0.1.
    /// </summary>
    [Setting("Registry__Silo__Address", "not used", "own address; 127.0.0.1 in Development")]
    public IPAddress? Address { get; init; }

    /// <summary>The port for other silos, 1 to 65535.</summary>
    [Setting("Registry__Silo__Port", "not used: no port is opened", "11111")]
    public int Port { get; init; } = 11111;

    /// <summary>The name of this silo in logs and in the table of members; where it is a pod, the pod's name.</summary>
    [Setting("Registry__Silo__Name", "the machine's name", "the machine's name and the port")]
    public string? SiloName { get; init; }

    /// <summary>True: silos communicate unencrypted, by explicit choice, even if the three files are set.</summary>
    [Setting("Registry__Silo__Tls__Mode", "not used", "off in Development, else the three files are required")]
    public bool TlsOff { get; init; }

    /// <summary>
    /// The PEM file with this silo's certificate, and the intermediate certificates up to the authority's.
    /// </summary>
    [Setting("Registry__Silo__Tls__Certificate", "not used", "required in Production without Mode=off")]
    public string? TlsCertificate { get; init; }

    /// <summary>The PEM file with the key of the certificate.</summary>
    [Setting("Registry__Silo__Tls__Key", "not used", "required in Production without Mode=off")]
    public string? TlsKey { get; init; }

    /// <summary>The PEM file with the authority, or several, that issues the silos' certificates.</summary>
    [Setting("Registry__Silo__Tls__Authority", "not used", "required in Production without Mode=off")]
    public string? TlsAuthority { get; init; }

    /// <summary>The files for TLS between silos; null: they communicate unencrypted, or there is only one.</summary>
    public TlsFiles? Tls => !IsAlone && !TlsOff && TlsCertificate is { } certificate && TlsKey is { } key
        && TlsAuthority is { } authority ? new TlsFiles(certificate, key, authority) : null;

    /// <summary>Which provider writes the grains' commits.</summary>
    [Setting("Registry__GrainStorage", "Registry", "Registry")]
    public GrainStorageProvider GrainStorage { get; init; }

    /// <summary>
    /// The instant at which the legal clock begins and stands; null: it runs with the machine's clock. Development
    /// only.
    /// </summary>
    [Setting("Registry__Clock", "the machine's clock", "refused")]
    public DateTimeOffset? Clock { get; init; }

    /// <summary>
    /// Seconds of the legal clock in a second, above 0; null: as <see cref="Clock"/> says. Development only.
    /// </summary>
    [Setting("Registry__ClockSpeed", "1, or standing with Registry__Clock", "refused")]
    public double? ClockSpeed { get; init; }

    /// <summary>
    /// The secret with which the data at rest and the signing keys are sealed, at least 32 characters; null: a new
    /// registry is not sealed, and the secret of the signing keys is in a file in the folder.
    /// </summary>
    [Setting("Registry__KeySecret", "required in Production, else none", "required in Production, else none")]
    public string? KeySecret { get; init; }

    /// <summary>The previous secret, while it is being exchanged; null: it is not.</summary>
    [Setting("Registry__KeySecretBefore", "none", "none")]
    public string? KeySecretBefore { get; init; }

    /// <summary>
    /// True: the registry starts although others can read its files and their mode cannot be changed.
    /// </summary>
    [Setting("Registry__AllowWideModes", "false", "not used")]
    public bool AllowWideModes { get; init; }

    /// <summary>Where phones reach this registry; stands in every QR code, so it is 64 characters at most.</summary>
    [Setting(
        "Registry__PublicUrl", VerificationOptions.PublicUrlByDefault, VerificationOptions.PublicUrlByDefault)]
    public string PublicUrl { get; init; } = VerificationOptions.DefaultPublicUrl;

    /// <summary>
    /// A file with the JWK set of those who sign trust lists; null: trust-roots.json in the folder, if it exists.
    /// </summary>
    [Setting("Registry__TrustRoots", "trust-roots.json in the folder", "trust-roots.json in the folder")]
    public string? TrustRootsFile { get; init; }

    /// <summary>
    /// True: appointed accounts and those that act for an enterprise must have a second factor. False in Development
    /// only.
    /// </summary>
    [Setting(
        "Registry__SecondFactor", "optional in Development, else required", "optional in Development, else required")]
    public bool SecondFactorRequired { get; init; } = true;

    /// <summary>Checks at the roadside a minute from one address other than this machine's; 0: no limit.</summary>
    [Setting("Registry__VerifyAMinute", "6000", "6000, for each silo")]
    public int VerifyAMinute { get; init; } = 6000;

    /// <summary>POSTs a minute from one network on routes that let everybody in; 0: no limit.</summary>
    [Setting("Registry__AnonymousPostsAMinute", "60", "60, for each silo")]
    public int AnonymousPostsAMinute { get; init; } = 60;

    /// <summary>
    /// Addresses, or networks such as 10.0.0.0/8, of proxies that are trusted to give the caller's address; empty:
    /// none.
    /// </summary>
    [Setting("Registry__TrustedProxies", "none", "none")]
    public ImmutableArray<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>
    /// Bytes of all uploads under way in this process; null: a quarter of the space that is free for them at the start.
    /// </summary>
    [Setting("Registry__UploadBudget", "a quarter of the free space", "a quarter of the free space")]
    public long? UploadBudget { get; init; }

    /// <summary>Where clamd listens on this machine; null: malware is not looked for.</summary>
    [Setting("Registry__Scanner", "nobody looks for malware", "nobody looks for malware")]
    public EndPoint? Scanner { get; init; }

    /// <summary>
    /// A TrueType font with Chinese for vouchers, preferred to the default ones; null: the default ones.
    /// </summary>
    [Setting("Registry__Font", "Debian's fonts, where installed", "Debian's fonts, where installed")]
    public string? Font { get; init; }

    /// <summary>The address of the police data source; null: the stand-in in Development, none elsewhere.</summary>
    [Setting(
        "Registry__IdentitySource__Url", "a stand-in in Development, else nobody",
        "a stand-in in Development, else nobody")]
    public Uri? IdentitySourceUrl { get; init; }

    /// <summary>The bearer token for it; null: none.</summary>
    [Setting("Registry__IdentitySource__Token", "none", "none")]
    public string? IdentitySourceToken { get; init; }

    /// <summary>How long an answer may take; null: five seconds.</summary>
    [Setting("Registry__IdentitySource__TimeoutSeconds", "5", "5")]
    public TimeSpan? IdentitySourceTimeout { get; init; }

    /// <summary>The address to which notices are posted; null: they are only logged.</summary>
    [Setting("Registry__Webhook__Url", "only logged", "only logged")]
    public Uri? WebhookUrl { get; init; }

    /// <summary>The secret with which posted notices are signed; null: not signed.</summary>
    [Setting("Registry__Webhook__Secret", "not signed", "not signed")]
    public string? WebhookSecret { get; init; }

    /// <summary>Where the audit is copied to: an https address, or a file; null: nowhere.</summary>
    [Setting("Registry__AuditSink", "no copy", "no copy")]
    public string? AuditSink { get; init; }

    /// <summary>The secret with which the copy is signed when it is sent.</summary>
    [Setting("Registry__AuditSink__Secret", "required with an address", "required with an address")]
    public string? AuditSinkSecret { get; init; }

    /// <summary>True when <see cref="AuditSink"/> is an address and not a file.</summary>
    public bool AuditSinkIsAddress => AuditSink?.Contains("://", StringComparison.Ordinal) == true;

    /// <summary>The gateway that sends texts to phones; null: none.</summary>
    [Setting("Registry__Sms__Url", "the log in Development, else nobody", "the log in Development, else nobody")]
    public Uri? SmsUrl { get; init; }

    /// <summary>The secret with which texts are signed, and by which the gateway signs its receipts.</summary>
    [Setting("Registry__Sms__Secret", "required with Registry__Sms__Url", "required with Registry__Sms__Url")]
    public string? SmsSecret { get; init; }

    /// <summary>A file for texts instead of a gateway, for drills; null: none.</summary>
    [Setting("Registry__Sms__File", "none", "none")]
    public string? SmsFile { get; init; }

    /// <summary>States in the cache of a silo that is alone; the one not asked for the longest leaves first.</summary>
    [Setting("Registry__Memory__CachedStates", "100000", "not used")]
    public int MaxCachedStates { get; init; } = 100_000;

    /// <summary>Most entities active in one silo; the one that was not asked for the longest leaves first.</summary>
    [Setting("Registry__Memory__Activations", "50000", "50000")]
    public int MaxActivations { get; init; } = 50_000;

    /// <summary>
    /// How long the oldest work may wait for the store before new work of people is turned away; zero: without limit.
    /// </summary>
    [Setting("Registry__MaxWaitMilliseconds", "500", "500, for each silo")]
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>If so many writes or lists or fewer wait in line, none is turned away, however long it waits.</summary>
    [Setting("Registry__AlwaysTaken", "32", "32, for each silo")]
    public int AlwaysTaken { get; init; } = 32;

    /// <summary>Attempts at a deadline or a consequence before it is parked for an administrator.</summary>
    [Setting("Registry__TriesBeforeParked", "6", "6")]
    public int MaxTries { get; init; } = 6;

    /// <summary>The settings that making and checking tokens needs.</summary>
    public VerificationOptions Verification => new()
    {
        Folder = Folder, KeySecret = KeySecret, KeySecretBefore = KeySecretBefore,
        PublicUrl = PublicUrl, TrustRootsFile = TrustRootsFile,
    };
}
