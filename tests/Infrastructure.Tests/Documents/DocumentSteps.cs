using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Infrastructure.Audit;
using OrleansRegistry.Infrastructure.Documents;
using OrleansRegistry.Infrastructure.Retention;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>Uploads from memory, by the two steps of an upload.</summary>
internal static class DocumentSteps
{
    private const long MaxBytes = 50 * 1024 * 1024;

    public static UploadedDocuments Over(IDocumentStore store, TimeProvider clock, long? budget = null)
    {
        var folder = Directory.CreateTempSubdirectory("uploads").FullName;
        return new UploadedDocuments(
            store, new UploadSpace(folder, budget, TimeProvider.System), new CleanedContent(folder), clock,
            () => Rulebook.Embedded.RoadAt(new DateOnly(2026, 2, 13)));
    }

    public static async Task<Upload> Add(
        this IDocuments documents, string id, MaterialKind kind, string fileName, Actor owner, Stream content)
    {
        var (file, refusal) = await documents.Receive(owner, content, MaxBytes);
        if (refusal is not null) return new Upload.No(refusal);
        using (file) return await documents.Add(id, kind, fileName, owner, file!);
    }

    public static RetentionSweep Retention(IRegistryStore store, TimeProvider clock) => new(
        store, clock, clock, new AuditTrail(store.AuditLog, "one", clock),
        new UnnamedDocuments(store, NullLogger<UnnamedDocuments>.Instance), _ => Task.FromResult(0L));
}
