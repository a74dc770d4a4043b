using System.Buffers;
using System.Security.Cryptography;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>
/// Contents as files named by their SHA-256: equal content is stored once, and a file is either complete or does not
/// exist.
/// </summary>
internal sealed class ContentFiles(string folder)
{
    private const int FolderLetters = 2;
    private const int HexLetters = 64;
    private const int ChunkBytes = 64 * 1024;

    private static readonly SearchValues<char> _hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>Returns when the content is durable under its name.</summary>
    public async Task Keep(string sha256, Stream content, Sealer sealer, CancellationToken cancellation)
    {
        var path = PathOf(sha256);
        var directory = Path.GetDirectoryName(path)!;
        try
        {
            var isNew = !Directory.Exists(directory);
            Directory.CreateDirectory(directory);
            if (!File.Exists(path)) await Write(path, sha256, content, sealer, cancellation).ConfigureAwait(false);
            // Flushed also when the file existed: whoever renamed it may not have flushed the folder yet.
            DirectorySync.Flush(directory);
            if (isNew) DirectorySync.Flush(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageAwayException($"the document cannot be written: {failure.Message}", failure);
        }
    }

    private static async Task Write(
        string path, string sha256, Stream content, Sealer sealer, CancellationToken cancellation)
    {
        content.Position = 0;
        var hash = await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false);
        if (Convert.ToHexStringLower(hash) != sha256)
            throw new ArgumentException("the record's SHA-256 is not the content's", nameof(content));
        if (!sealer.Seals)
        {
            content.Position = 0;
            await Replace(path, content, cancellation).ConfigureAwait(false);
            return;
        }
        var stored = new SealingStream(sealer, sha256, content);
        await using (stored.ConfigureAwait(false))
            await Replace(path, stored, cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes bytes under a name, durable and complete, and replaces what is there.</summary>
    private static async Task Replace(string path, Stream bytes, CancellationToken cancellation)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            await using (file.ConfigureAwait(false))
            {
                await bytes.CopyToAsync(file, ChunkBytes, cancellation).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>True: the stored content is sealed.</summary>
    public bool IsSealed(string sha256)
    {
        using var file = Open(sha256);
        Span<byte> begun = stackalloc byte[ContentFormat.HeaderBytes];
        return ContentFormat.IsSealed(begun[..file.ReadAtLeast(begun, begun.Length, throwOnEndOfStream: false)]);
    }

    /// <summary>Replaces the plain content by the sealed one; a sealed one is not changed.</summary>
    public async Task Seal(string sha256, Sealer sealer, CancellationToken cancellation)
    {
        if (IsSealed(sha256)) return;
        var plain = Open(sha256);
        await using (plain.ConfigureAwait(false))
            await Write(PathOf(sha256), sha256, plain, sealer, cancellation).ConfigureAwait(false);
        DirectorySync.Flush(Path.GetDirectoryName(PathOf(sha256))!);
    }

    /// <summary>True: the content with this SHA-256 exists.</summary>
    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>Removes the content with this SHA-256; it may be gone already.</summary>
    public void Remove(string sha256)
    {
        try
        {
            File.Delete(PathOf(sha256));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageAwayException($"the content {sha256} cannot be removed: {failure.Message}", failure);
        }
    }

    /// <summary>Opens the content with this SHA-256.</summary>
    public FileStream Open(string sha256)
    {
        try
        {
            return new FileStream(
                PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 4096,
                FileOptions.Asynchronous);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageAwayException($"the content {sha256} cannot be read: {failure.Message}", failure);
        }
    }

    // The name becomes a path, so it must be nothing but a hash.
    private string PathOf(string sha256)
    {
        ThrowIfNoHash(sha256);
        return Path.Combine(folder, sha256[..FolderLetters], sha256);
    }

    /// <summary>Throws for any other text, which is a bug of the caller.</summary>
    internal static void ThrowIfNoHash(string sha256)
    {
        if (sha256.Length != HexLetters || sha256.AsSpan().ContainsAnyExcept(_hexadecimal))
            throw new ArgumentException("not a SHA-256 in lower-case hexadecimal", nameof(sha256));
    }
}
