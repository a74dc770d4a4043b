using System.Collections.Immutable;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Who agreed to which version when, as rows.</summary>
internal sealed class SqliteAgreementStore(SqliteAccess access) : IAgreementStore
{
    public Task Add(string accountId, ImmutableArray<AgreedVersion> agreed, DateTimeOffset at,
        CancellationToken cancellation = default) => access.Write(
        database =>
        {
            foreach (var one in agreed)
                database.Prepare("""
                    INSERT INTO agreement (account_id, agreement, version, at) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """).Add(accountId).Add(one.Id).Add(one.Version).Add(at).Run();
            return agreed.Length;
        },
        cancellation);

    public ValueTask<ImmutableArray<GivenAgreement>> Of(string accountId, CancellationToken cancellation = default) =>
        access.Read(accountId, FindAll, cancellation);

    private static ImmutableArray<GivenAgreement> FindAll(Database database, string accountId)
    {
        using var row = database.Prepare(
            "SELECT agreement, version, at FROM agreement WHERE account_id = ? ORDER BY agreement, version")
            .Add(accountId);
        var found = ImmutableArray.CreateBuilder<GivenAgreement>();
        while (row.Read()) found.Add(new GivenAgreement(row.Text(0), row.Text(1), row.Instant(2)));
        return found.ToImmutable();
    }
}
