using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Infrastructure.Notices;

namespace OrleansRegistry.Infrastructure.Sms;

/// <summary>
/// Sends verification codes as texts, beside the requests that asked for them: nobody can tell from the time of an
/// answer whether something was sent. A gateway that is away is asked again later and later while the code is good.
/// </summary>
public sealed class SmsCodeSender(
    ISmsSender sender, SmsCounts counts, TimeProvider clock, ILogger<SmsCodeSender> log)
    : BackgroundService, ICodeSender
{
    private const int MaxWaiting = 10_000;
    private const int SentAtOnce = 16;
    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(1);
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(MaxWaiting);

    /// <inheritdoc/>
    public Task Send(string phone, string code, CodePurpose purpose, CancellationToken cancellation = default)
    {
        var message = new SmsMessage(
            "S-" + Guid.NewGuid().ToString("N"), SmsTexts.KindOf(purpose), phone, SmsTexts.Of(code, purpose));
        if (_waiting.Writer.TryWrite(new Waiting(message, clock.GetUtcNow() + SignInCodes.GoodFor)))
            return Task.CompletedTask;
        counts.GivenUp();
        throw new InvalidOperationException($"{MaxWaiting} texts are waiting already");
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _waiting.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = stoppingToken },
        async (waiting, cancellation) => await Deliver(waiting, cancellation));

    private async Task Deliver(Waiting waiting, CancellationToken cancellation)
    {
        for (var wait = _firstWait; ; wait *= 2)
        {
            switch (await Try(waiting.Message, cancellation))
            {
                case SinkReceipt.Taken:
                    counts.Sent();
                    return;
                case SinkReceipt.Refused refused:
                    GiveUp(waiting.Message, refused.Error);
                    return;
                case SinkReceipt.Away away when clock.GetUtcNow() + BackOff.AtLeast(wait, away.NotBefore) is var next:
                    if (next >= waiting.GoodUntil)
                    {
                        GiveUp(waiting.Message, away.Error);
                        return;
                    }
                    await Task.Delay(next - clock.GetUtcNow(), clock, cancellation);
                    break;
            }
        }
    }

    private async Task<SinkReceipt> Try(SmsMessage message, CancellationToken cancellation)
    {
        try
        {
            return await sender.Send(message, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return new SinkReceipt.Away(failure.Message);
        }
    }

    private void GiveUp(SmsMessage message, string why)
    {
        counts.GivenUp();
        log.TextGivenUp(IdentityNumber.MaskPhone(message.Phone), message.Kind, why);
    }

    private readonly record struct Waiting(SmsMessage Message, DateTimeOffset GoodUntil);
}
