using System.Buffers;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Contents without hidden data, as they are served. Each is cleaned into a file that is removed after it was sent, so
/// that a slow reader uses no memory; as many are cleaned at a time as there are processors.
/// </summary>
public sealed class CleanedContent(string folder) : IDisposable
{
    private readonly SemaphoreSlim _cleaning = new(Environment.ProcessorCount);

    /// <summary>The cleaned content; <paramref name="original"/> is read and closed.</summary>
    public async Task<Stream> Of(
        Stream original, long bytes, string contentType, CancellationToken cancellation)
    {
        if (contentType is not (ImageInspector.Png or ImageInspector.Jpeg or MaterialInspector.PdfType))
            return original;
        await using (original)
        {
            await _cleaning.WaitAsync(cancellation);
            var buffer = ArrayPool<byte>.Shared.Rent(checked((int)bytes));
            try
            {
                await original.ReadExactlyAsync(buffer.AsMemory(0, (int)bytes), cancellation);
                var clean = TemporaryFile.In(folder);
                Clean(buffer.AsSpan(0, (int)bytes), contentType, clean);
                clean.Position = 0;
                return clean;
            }
            finally
            {
                buffer.AsSpan(0, (int)bytes).Clear();
                ArrayPool<byte>.Shared.Return(buffer);
                _cleaning.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cleaning.Dispose();

    private static void Clean(ReadOnlySpan<byte> content, string contentType, Stream to)
    {
        switch (contentType)
        {
            case ImageInspector.Png: ImageCleaning.Png(content, to); break;
            case ImageInspector.Jpeg: ImageCleaning.Jpeg(content, to); break;
            default: to.Write(PdfInspection.PartOf(content) is { } part ? content[part] : content); break;
        }
    }
}
