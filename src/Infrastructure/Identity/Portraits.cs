using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Identity;

/// <summary>Reads the portraits for the identity source. Their size was checked at the upload.</summary>
public sealed class Portraits(IDocuments documents)
{
    /// <summary>The bytes of the picture; null: it does not exist any more.</summary>
    public async Task<ReadOnlyMemory<byte>?> Read(string documentId, CancellationToken cancellation)
    {
        if (await documents.Find(documentId, cancellation) is not { } record) return null;
        await using var content = await documents.Open(record, cancellation);
        using var whole = new MemoryStream((int)record.Bytes);
        await content.CopyToAsync(whole, cancellation);
        return whole.ToArray();
    }
}
