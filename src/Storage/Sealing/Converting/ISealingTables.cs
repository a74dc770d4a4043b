namespace OrleansRegistry.Storage.Sealing.Converting;

/// <summary>
/// The tables of a registry that nobody else uses, for sealing plain rows. Parameters are "?" in both dialects.
/// </summary>
internal interface ISealingTables : IAsyncDisposable
{
    /// <summary>The rows of a query; columns are texts, numbers (64 bits), bytes, or null.</summary>
    Task<List<object?[]>> Read(string sql, params object[] values);

    /// <summary>
    /// Carries out work in one durable transaction, in which append-only rows may be changed, too; nothing of it
    /// remains if it throws.
    /// </summary>
    Task Transact(Func<Task> work);

    /// <summary>Runs statements in their order.</summary>
    Task Run(IReadOnlyList<SealingStatement> statements);

    /// <summary>
    /// Seals the next contents after a hash; null: there are no more. Sealed contents are not changed.
    /// </summary>
    Task<string?> SealContents(Sealer sealer, string after);

    /// <summary>How many contents are plain.</summary>
    Task<long> PlainContents();

    /// <summary>Overwrites or removes the bytes of deleted rows.</summary>
    Task Compact();

    /// <summary>The whole registry, read with the sealer.</summary>
    IAuditSource Audits(Sealer sealer);
}

/// <summary>A statement with its values.</summary>
internal sealed record SealingStatement(string Sql, params object?[] Values);
