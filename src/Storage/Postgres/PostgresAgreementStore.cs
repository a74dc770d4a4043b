using System.Collections.Immutable;
using OrleansRegistry.Domain.Agreements;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>Who agreed to which version when, as rows.</summary>
internal sealed class PostgresAgreementStore(PostgresAccess access) : IAgreementStore
{
    public async Task Add(string accountId, ImmutableArray<AgreedVersion> agreed, DateTimeOffset at,
        CancellationToken cancellation = default)
    {
        foreach (var one in agreed)
            await access.RunAgain(
                new BoundStatement("""
                    INSERT INTO agreement (account_id, agreement, version, at) VALUES ($1, $2, $3, $4)
                    ON CONFLICT DO NOTHING
                    """).Add(accountId).Add(one.Id).Add(one.Version).Add(at),
                cancellation).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<GivenAgreement>> Of(
        string accountId, CancellationToken cancellation = default) =>
        await access.All(
            new BoundStatement(
                "SELECT agreement, version, at FROM agreement WHERE account_id = $1 ORDER BY agreement, version")
                .Add(accountId),
            row => new GivenAgreement(row.GetString(0), row.GetString(1), row.Instant(2)), cancellation)
            .ConfigureAwait(false);
}
