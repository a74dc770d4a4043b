using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

/// <summary>Small contents, from memory.</summary>
internal static class DocumentSteps
{
    public static async Task<DocumentRecord?> Add(
        this IDocumentStore store, DocumentRecord record, ReadOnlyMemory<byte> content)
    {
        using var stream = new MemoryStream(content.ToArray());
        return await store.Add(record, stream);
    }
}
