using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sealing.Converting;

namespace OrleansRegistry.Storage.Tests.Sealing;

/// <summary>Tables whose process ends in the middle of a transaction: nothing of it remains.</summary>
internal sealed class BreakingTables(ISealingTables tables, int at) : ISealingTables
{
    private int _transactions;

    public Task<List<object?[]>> Read(string sql, params object[] values) => tables.Read(sql, values);

    public Task Transact(Func<Task> work) => tables.Transact(async () =>
    {
        await work();
        if (++_transactions == at) throw new TimeoutException("the process ends here");
    });

    public Task Run(IReadOnlyList<SealingStatement> statements) => tables.Run(statements);

    public Task<string?> SealContents(Sealer sealer, string after) => tables.SealContents(sealer, after);

    public Task<long> PlainContents() => tables.PlainContents();

    public Task Compact() => tables.Compact();

    public IAuditSource Audits(Sealer sealer) => tables.Audits(sealer);

    public ValueTask DisposeAsync() => tables.DisposeAsync();
}
