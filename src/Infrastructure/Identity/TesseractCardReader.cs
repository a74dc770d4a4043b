using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Identity;

/// <summary>
/// Reads cards with tesseract and its Chinese model (chi_sim) where both are installed; elsewhere nothing is read. It
/// is a separate program: one thread, ten seconds, two at a time. If it fails, the card counts as not read.
/// </summary>
public sealed class TesseractCardReader(TimeProvider legalClock, ILogger<TesseractCardReader> log) : ICardReader,
    IDisposable
{
    private const string Program = "tesseract", Language = "chi_sim";
    private static readonly TimeSpan _maxTime = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _atOnce = new(2);
    private readonly Lazy<Task<bool>> _installed = new(IsInstalled);

    /// <inheritdoc/>
    public async Task<CardReading?> Read(ReadOnlyMemory<byte> picture, CancellationToken cancellation = default)
    {
        if (!await _installed.Value) return null;
        await _atOnce.WaitAsync(cancellation);
        try
        {
            var text = await Run(["stdin", "stdout", "-l", Language, "--psm", "6"], picture, cancellation);
            return text is null ? null : CardText.Read(text, ShanghaiTime.DateOf(legalClock.GetUtcNow()));
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException
            && !cancellation.IsCancellationRequested)
        {
            log.CardUnread(failure.GetType().Name);
            return null;
        }
        finally
        {
            _atOnce.Release();
        }
    }

    /// <summary>True where the program and the model are installed.</summary>
    public Task<bool> CanRead() => _installed.Value;

    /// <inheritdoc/>
    public void Dispose() => _atOnce.Dispose();

    private static async Task<bool> IsInstalled()
    {
        try
        {
            var languages = await Run(["--list-langs"], default, CancellationToken.None);
            return languages?.Split('\n').Contains(Language) == true;
        }
        catch (Exception e) when (e is Win32Exception or IOException or OperationCanceledException)
        {
            return false; // Not there, or it does not answer.
        }
    }

    private static async Task<string?> Run(string[] arguments, ReadOnlyMemory<byte> input,
        CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_maxTime);
        var start = new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["OMP_THREAD_LIMIT"] = "1" },
        };
        using var process = Process.Start(start) ?? throw new IOException("it did not start");
        try
        {
            var (text, said) = (process.StandardOutput.ReadToEndAsync(limit.Token),
                process.StandardError.ReadToEndAsync(limit.Token));
            await process.StandardInput.BaseStream.WriteAsync(input, limit.Token);
            process.StandardInput.Close();
            await Task.WhenAll(text, said);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? await text : null;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
