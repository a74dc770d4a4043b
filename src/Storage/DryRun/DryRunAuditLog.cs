using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>Reads the real audit and writes nothing, as a dry run has no effect.</summary>
internal sealed class DryRunAuditLog(IAuditLog real) : IAuditLog
{
    public ValueTask<AuditHead?> Head(string chain, CancellationToken cancellation = default) =>
        real.Head(chain, cancellation);

    public Task<bool> Append(
        AuditHead before, AuditHead after, IReadOnlyList<NewAuditLine> lines,
        CancellationToken cancellation = default) => Task.FromResult(true);

    public Task<Page<AuditLine>> Search(
        AuditSearch search, PageRequest page, CancellationToken cancellation = default) =>
        real.Search(search, page, cancellation);

    public Task<(int Count, DateTimeOffset? Oldest)> Lately(
        string actor, string what, DateTimeOffset since, CancellationToken cancellation = default) =>
        real.Lately(actor, what, since, cancellation);

    public Task<IReadOnlyList<AuditHead>> Heads(CancellationToken cancellation = default) => real.Heads(cancellation);

    public Task<IReadOnlyList<ChainedText>> Texts(
        string chain, long after, int limit, CancellationToken cancellation = default) =>
        real.Texts(chain, after, limit, cancellation);

    public ValueTask<bool> IsCut(string month, CancellationToken cancellation = default) =>
        real.IsCut(month, cancellation);

    public Task<int> Cut(string month, DateTimeOffset at, CancellationToken cancellation = default) =>
        Task.FromResult(0);
}
