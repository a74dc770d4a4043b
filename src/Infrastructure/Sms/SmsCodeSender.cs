using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Infrastructure.Notices;

namespace OrleansRegistry.Infrastructure.Sms;

/// <summary>
/// Sends verification codes as texts in the background, so that the time of an answer does not show whether one was
/// sent. A gateway that cannot be reached is tried again at growing intervals while the code is valid. Waiting codes
/// are lost with the process, like the codes themselves.
/// </summary>
public sealed class SmsCodeSender(ISmsSender sender, SmsCounts counts, TimeProvider clock, ILogger<SmsCodeSender> log)
    : ICodeSender, IDisposable
{
    private const int MaxWaiting = 10_000;
    private const int SentAtOnce = 16;
    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _turns = new(SentAtOnce);
    private int _isDisposed;
    private readonly CancellationTokenSource _end = new();
    private int _waiting;

    /// <inheritdoc/>
    public Task Send(string phone, string code, CodePurpose purpose, CancellationToken cancellation = default) =>
        Hand(SmsTexts.KindOf(purpose), phone, SmsTexts.Of(code, purpose));

    /// <inheritdoc/>
    public Task Say(string phone, string kind, string text, CancellationToken cancellation = default) =>
        Hand(kind, phone, text);

    private Task Hand(string kind, string phone, string text)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            counts.GivenUp();
            throw new InvalidOperationException($"{MaxWaiting} texts are waiting already");
        }
        var message = new SmsMessage("S-" + Guid.NewGuid().ToString("N"), kind, phone, text);
        _ = Deliver(message, clock.GetUtcNow() + SignInCodes.GoodFor);
        return Task.CompletedTask;
    }

    /// <summary>Drops waiting codes. The container has this object under two names and disposes it twice.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        _end.Cancel();
        _end.Dispose();
        _turns.Dispose();
    }

    private async Task Deliver(SmsMessage message, DateTimeOffset goodUntil)
    {
        try
        {
            for (var wait = _firstWait; ; wait *= 2)
            {
                var receipt = await Try(message, _end.Token);
                if (receipt is SinkReceipt.Taken)
                {
                    counts.Sent();
                    return;
                }
                var pause = receipt is SinkReceipt.Away away ? BackOff.AtLeast(wait, away.NotBefore) : wait;
                if (receipt is SinkReceipt.Refused || clock.GetUtcNow() + pause >= goodUntil)
                {
                    GiveUp(message, (receipt as SinkReceipt.Refused)?.Error ?? ((SinkReceipt.Away)receipt).Error);
                    return;
                }
                await Task.Delay(pause, clock, _end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The process ends.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<SinkReceipt> Try(SmsMessage message, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            return await sender.Send(message, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return new SinkReceipt.Away(failure.Message);
        }
        finally
        {
            _turns.Release();
        }
    }

    private void GiveUp(SmsMessage message, string why)
    {
        counts.GivenUp();
        log.TextGivenUp(IdentityNumber.MaskPhone(message.Phone), message.Kind, why);
    }
}
