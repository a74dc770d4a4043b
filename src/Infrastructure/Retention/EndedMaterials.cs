using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Retention;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Retention;

/// <summary>
/// Erases what was handed in with applications that ended without being granted, and the pictures of proofs of
/// identity. A document that another application still needs stays. Applications are read in the order in which they
/// were handed in, beginning where all earlier ones were dealt with.
/// </summary>
internal sealed class EndedMaterials(IRegistryStore store, DateTimeOffset now)
{
    private const int PageSize = 200;

    private readonly Dictionary<RetentionKind, long> _erased = [];
    private DateTimeOffset? _unsettled;

    /// <summary>How many documents of a kind were erased.</summary>
    public long Erased(RetentionKind kind) => _erased.GetValueOrDefault(kind);

    /// <summary>Erases what is due; the result is the instant before which every application was dealt with.</summary>
    public async Task<DateTimeOffset> Run(DateTimeOffset from, CancellationToken cancellation)
    {
        string? cursor = null;
        var until = RetentionTable.Of(RetentionKind.IdentityPictures).Cut(now); // The shorter of the two times.
        do
        {
            var page = await store.Queries.Submitted(
                "", from, until, new PageRequest(PageSize, cursor), cancellation);
            foreach (var row in page.Items) await Look(row, cancellation);
            cursor = page.Next;
        }
        while (cursor is not null);
        return _unsettled ?? (until > from ? until : from);
    }

    private async Task Look(ApplicationRow row, CancellationToken cancellation)
    {
        if (row.Application.IsLive)
        {
            _unsettled ??= row.Application.SubmittedAt;
            return;
        }
        if (KindOf(row.Application) is not { } kind) return;
        var (ended, documents) = await Past(row, cancellation);
        if (ended >= RetentionTable.Of(kind).Cut(now))
        {
            _unsettled ??= row.Application.SubmittedAt;
            return;
        }
        foreach (var id in documents)
        {
            if (await IsNeeded(id, row, cancellation)) continue;
            if (await store.Documents.Erase(id, cancellation)) _erased[kind] = Erased(kind) + 1;
        }
    }

    /// <summary>The rule for an application that ended; null: its materials are kept.</summary>
    public static RetentionKind? KindOf(IApplication application) => application switch
    {
        { Service: ServiceId.IdentityBinding } => RetentionKind.IdentityPictures,
        { Status: ApplicationStatus.Withdrawn or ApplicationStatus.NotAccepted or ApplicationStatus.Refused } =>
            RetentionKind.RefusedMaterials,
        _ => null,
    };

    /// <summary>
    /// When it ended, and every document that was ever handed in with it, including those that a supplement replaced;
    /// both are read from the history.
    /// </summary>
    private async Task<(DateTimeOffset Ended, HashSet<string> Documents)> Past(
        ApplicationRow row, CancellationToken cancellation)
    {
        var ended = DecidedAt(row.Application) ?? row.Application.SubmittedAt;
        var documents = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var entry in Pages.All(page => store.Queries.History(row.Id, page, cancellation)))
        {
            using var body = JsonDocument.Parse(entry.Body);
            if (!Mentions(body.RootElement, row.Application.Id)) continue;
            if (entry.Type.EndsWith("ithdrawn", StringComparison.Ordinal)) ended = entry.At;
            foreach (var id in DocumentReferences.In(body.RootElement)) documents.Add(id);
        }
        return (ended, documents);
    }

    private static DateTimeOffset? DecidedAt(IApplication application) => application switch
    {
        Application road => road.DecidedAt,
        RailApplication rail => rail.DecidedAt,
        BindingApplication binding => binding.DecidedAt,
        _ => null,
    };

    private async Task<bool> IsNeeded(string documentId, ApplicationRow than, CancellationToken cancellation)
    {
        if (await store.Documents.Find(documentId, cancellation) is not { } document) return false;
        var owner = (await store.Accounts.ById(document.OwnerAccountId, cancellation))?.Account.PersonKey;
        foreach (var party in new[] { than.PersonKey, document.OwnerAccountId, owner }.Distinct())
        {
            if (party is null) continue;
            await foreach (var row in Pages.All(page =>
                store.Queries.ApplicationsOf(new PartyApplications(party), page, cancellation)))
            {
                if (row.Application.Id == than.Application.Id
                    || !row.Application.Materials.Any(material => material.DocumentId == documentId)) continue;
                if (row.Application.IsLive || KindOf(row.Application) is not { } kind
                    || (await Past(row, cancellation)).Ended >= RetentionTable.Of(kind).Cut(now)) return true;
            }
        }
        return false;
    }

    private static bool Mentions(JsonElement body, string applicationId) =>
        (body.TryGetProperty("applicationId", out var id) && id.ValueEquals(applicationId))
        || (body.TryGetProperty("application", out var application) && application.ValueKind == JsonValueKind.Object
            && application.TryGetProperty("id", out var own) && own.ValueEquals(applicationId));
}
