using System.Buffers;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>
/// Contents as files under their SHA-256: equal content lies there once, and a file is complete or not there.
/// </summary>
internal sealed class ContentFiles(string folder)
{
    private const int FolderLetters = 2;
    private const int HexLetters = 64;

    private static readonly SearchValues<char> _hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>Returns when the content is durable under its name.</summary>
    public async Task Keep(string sha256, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var path = PathOf(sha256);
        var directory = Path.GetDirectoryName(path)!;
        try
        {
            var isNew = !Directory.Exists(directory);
            Directory.CreateDirectory(directory);
            if (!File.Exists(path)) await Write(path, content, cancellation).ConfigureAwait(false);
            // Also when it was there: whoever renamed it may not have flushed the folder yet.
            DirectorySync.Flush(directory);
            if (isNew) DirectorySync.Flush(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageAwayException($"the document cannot be written: {failure.Message}", failure);
        }
    }

    private static async Task Write(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(content, cancellation).ConfigureAwait(false);
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

    // The name becomes a path, so nothing but a hash may be in it.
    private string PathOf(string sha256)
    {
        if (sha256.Length != HexLetters || sha256.AsSpan().ContainsAnyExcept(_hexadecimal))
            throw new ArgumentException("not a SHA-256 in lower-case hexadecimal", nameof(sha256));
        return Path.Combine(folder, sha256[..FolderLetters], sha256);
    }
}
