using System.Runtime.CompilerServices;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>Who looked at the caller's own data, and how often the caller may export all of it.</summary>
public sealed partial class Reads
{
    /// <summary>How many reads by others one export lists at most.</summary>
    public const int MaxReaders = 20_000;

    /// <summary>How often an account may export in a day: each export reads all data of the caller.</summary>
    public const int ExportsADay = 20;

    private const string ExportLine = "exportMe";

    /// <summary>
    /// Why the caller may not export again today; null: it may. Counted in the audit, and so over all silos.
    /// </summary>
    public async Task<Refusal?> MayExport(CancellationToken cancellation = default)
    {
        var lately = await registry.Operations.Audited(actor, ExportLine, _day, cancellation);
        return lately.Count < ExportsADay ? null : new Refusal(
            RefusalCode.TooMany,
            new LocalText(
                $"每天最多导出 {ExportsADay} 次，请稍后再试。", $"At most {ExportsADay} exports a day; please try again later."))
        {
            RetryAfter = lately.FreeIn,
        };
    }

    /// <summary>
    /// Who read data of the caller: the account, its party, what belongs to the party, its applications and documents.
    /// For each of these the newest first; <see cref="MaxReaders"/> in all. The caller's own reads are left out.
    /// </summary>
    public async IAsyncEnumerable<ReaderView> Readers([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (named, seen) = (new Dictionary<string, Account?>(StringComparer.Ordinal), new HashSet<long>());
        await foreach (var id in OwnIds(cancellation))
        {
            await foreach (var line in Pages.All(
                page => registry.Operations.Trail.Search(new AuditSearch(About: id), page, cancellation)))
            {
                if (line.Record is not { Class: AuditClass.Personal, By: { } by } || by == actor.AccountId
                    || !seen.Add(line.Id)) continue;
                if (!named.TryGetValue(by, out var account))
                    named[by] = account = await registry.Accounts.Find(by, cancellation);
                yield return new ReaderView(
                    ShanghaiTime.ToLocal(line.Record.At), id, line.Record.What, account?.Roles ?? Roles.None,
                    account?.Authority, line.Record.Criteria?.GetValueOrDefault("purpose"));
                if (seen.Count == MaxReaders) yield break;
            }
        }
    }

    private async IAsyncEnumerable<string> OwnIds([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return actor.AccountId;
        if (actor.PartyKey is { } party)
            await foreach (var id in Pages.All(page => registry.Queries.BelongingTo(party, page, cancellation)))
                yield return id.Key;
        await foreach (var application in EveryOwnApplication(cancellation)) yield return application.Id;
        await foreach (var document in OwnDocuments(cancellation)) yield return document.Id;
    }

    /// <summary>Every document that the caller's account uploaded, newest first.</summary>
    public IAsyncEnumerable<DocumentRecord> OwnDocuments(CancellationToken cancellation = default) =>
        Pages.All(page => registry.Documents.Of(actor.AccountId, page, cancellation));
}
