namespace OrleansRegistry.Storage.Sealing.Converting;

/// <summary>
/// The tables of a registry that nobody else works on, for turning plain rows into sealed ones. Parameters are "?" in
/// either dialect.
/// </summary>
internal interface ISealingTables : IAsyncDisposable
{
    /// <summary>The rows of a query, columns as texts, numbers (64 bits), bytes, or null.</summary>
    Task<List<object?[]>> Read(string sql, params object[] values);

    /// <summary>
    /// Does work in one durable transaction, in which also what is append-only may be changed; nothing of it remains
    /// when it throws.
    /// </summary>
    Task Transact(Func<Task> work);

    /// <summary>Runs statements in their order.</summary>
    Task Run(IReadOnlyList<SealingStatement> statements);

    /// <summary>Seals the next contents after a hash; null: there are no more. What is sealed stays as it is.</summary>
    Task<string?> SealContents(Sealer sealer, string after);

    /// <summary>How many contents are plain.</summary>
    Task<long> PlainContents();

    /// <summary>Removes the bytes of rows that are no more.</summary>
    Task Compact();

    /// <summary>The whole registry as it reads with the sealer.</summary>
    IAuditSource Audits(Sealer sealer);
}

/// <summary>A statement with its values.</summary>
internal sealed record SealingStatement(string Sql, params object?[] Values);
