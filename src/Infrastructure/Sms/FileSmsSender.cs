using OrleansRegistry.Infrastructure.Notices;

namespace OrleansRegistry.Infrastructure.Sms;

/// <summary>
/// Writes texts into a file instead of sending them to phones, one line of JSON each, for drills. Everybody who can
/// read the file can sign in as anybody, so only its owner may read it.
/// </summary>
public sealed class FileSmsSender(string path) : ISmsSender, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <inheritdoc/>
    public async Task<SinkReceipt> Send(SmsMessage message, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read,
            };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var file = new FileStream(path, options);
            await file.WriteAsync(HttpSmsSender.BodyOf(message), cancellation);
            await file.WriteAsync("\n"u8.ToArray(), cancellation);
            return new SinkReceipt.Taken("file");
        }
        catch (IOException failure)
        {
            return new SinkReceipt.Away(failure.Message);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
