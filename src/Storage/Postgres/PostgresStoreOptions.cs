namespace OrleansRegistry.Storage.Postgres;

/// <summary>Where the registry is stored, and who works on it.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>An Npgsql connection string: server, database, user.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>False: a host that has the database to itself. True: a silo, one of several that share it.</summary>
    public bool Shared { get; init; }

    /// <summary>
    /// Connections that commit. With two, the second works while the first waits for the disk; on one or two
    /// processors that costs more than it gives, because groups are half as large (docs/adr/0187).
    /// </summary>
    public int Writers { get; init; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 2);

    /// <summary>
    /// How many lists, searches and counts are read at a time: fewer than there are connections, so that one is free
    /// for reads by key.
    /// </summary>
    public int Lists { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>How long a commit whose connection broke waits for the database.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The machine's clock, compared with the database's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Registry__KeySecret, under which the data is sealed; null: a new registry is not sealed, and a sealed one is
    /// refused.
    /// </summary>
    public string? KeySecret { get; init; }

    /// <summary>The previous secret, while it is being exchanged; null: it is not.</summary>
    public string? KeySecretBefore { get; init; }
}
