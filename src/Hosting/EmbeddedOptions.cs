using OrleansRegistry.Hosting.Tokens;

namespace OrleansRegistry.Hosting;

/// <summary>How an embedded registry is started (http.md 8).</summary>
public sealed record EmbeddedOptions
{
    /// <summary>The folder of the data; made when it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// The connection string of a PostgreSQL database that keeps the registry; null: SQLite in <see cref="Folder"/>.
    /// Rules of one's own (rules.json) are read from the folder in either case.
    /// </summary>
    public string? Postgres { get; init; }

    /// <summary>Where the law's clock begins and stands; null: it runs with the machine's.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>Seconds of law a second; null: as <see cref="Clock"/> says.</summary>
    public double? ClockSpeed { get; init; }

    /// <summary>Entities kept in memory; more are dropped, the idle ones first.</summary>
    public int CachedEntitiesMost { get; init; } = 200_000;

    /// <summary>Tries of a deadline or a consequence before it is parked.</summary>
    public int TriesMost { get; init; } = 6;

    /// <summary>How tokens are made; not told: the secret in a file of <see cref="Folder"/>.</summary>
    public VerificationOptions Verification { get => field ?? new VerificationOptions { Folder = Folder }; init; }

    /// <summary>Where the police data source is asked; null: the stand-in in Development, nobody elsewhere.</summary>
    public Uri? IdentitySourceUrl { get; init; }

    /// <summary>The bearer token for it; null: none.</summary>
    public string? IdentitySourceToken { get; init; }

    /// <summary>How long it may take; null: the usual time.</summary>
    public TimeSpan? IdentitySourceTimeout { get; init; }

    /// <summary>Where notices are posted; null: only logged.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>The secret with which posted notices are signed; null: not signed.</summary>
    public string? WebhookSecret { get; init; }
}
