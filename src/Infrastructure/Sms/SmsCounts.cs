using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Sms;

/// <summary>How many texts had which result since this process started.</summary>
public sealed class SmsCounts
{
    private long _sent, _givenUp, _delivered, _undelivered;

    /// <summary>The counts at present.</summary>
    public TextCounts Now => new(
        Interlocked.Read(ref _sent), Interlocked.Read(ref _givenUp), Interlocked.Read(ref _delivered),
        Interlocked.Read(ref _undelivered));

    /// <summary>The gateway accepted a text.</summary>
    public void Sent() => Interlocked.Increment(ref _sent);

    /// <summary>The gateway refused a text for good, or could not be reached for too long.</summary>
    public void GivenUp() => Interlocked.Increment(ref _givenUp);

    /// <summary>The gateway reported whether a text arrived.</summary>
    public void Received(bool delivered)
    {
        if (delivered) Interlocked.Increment(ref _delivered);
        else Interlocked.Increment(ref _undelivered);
    }
}
