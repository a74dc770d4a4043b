namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Where and how the registry is stored.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The folder with <c>registry.db</c> and <c>documents/</c>; it is made if it does not exist.</summary>
    public required string Folder { get; init; }

    /// <summary>How many reads run at the same time.</summary>
    public int Readers { get; init; } = Math.Max(4, Environment.ProcessorCount * 2);

    /// <summary>
    /// Registry__KeySecret, under which the data is sealed; null: a new registry is not sealed, and a sealed one is
    /// refused.
    /// </summary>
    public string? KeySecret { get; init; }

    /// <summary>The previous secret, while it is being exchanged; null: it is not.</summary>
    public string? KeySecretBefore { get; init; }
}
