using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Identity;

/// <summary>
/// Reads the portraits that the identity source compares. They were bounded and checked when they came in.
/// </summary>
public sealed class Portraits(IDocuments documents)
{
    /// <summary>The picture's bytes; null: it is not there any more.</summary>
    public async Task<ReadOnlyMemory<byte>?> Read(string documentId, CancellationToken cancellation)
    {
        if (await documents.Find(documentId, cancellation) is not { } record) return null;
        await using var content = await documents.Open(record, cancellation);
        using var whole = new MemoryStream((int)record.Bytes);
        await content.CopyToAsync(whole, cancellation);
        return whole.ToArray();
    }
}
