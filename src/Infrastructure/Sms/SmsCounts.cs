using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Sms;

/// <summary>How many texts came to what since this process started.</summary>
public sealed class SmsCounts
{
    private long _sent, _givenUp, _delivered, _undelivered;

    /// <summary>As they are now.</summary>
    public TextCounts Now => new(
        Interlocked.Read(ref _sent), Interlocked.Read(ref _givenUp), Interlocked.Read(ref _delivered),
        Interlocked.Read(ref _undelivered));

    /// <summary>The gateway took one.</summary>
    public void Sent() => Interlocked.Increment(ref _sent);

    /// <summary>The gateway refused one for good, or was away for too long.</summary>
    public void GivenUp() => Interlocked.Increment(ref _givenUp);

    /// <summary>The gateway says what became of one.</summary>
    public void Received(bool delivered)
    {
        if (delivered) Interlocked.Increment(ref _delivered);
        else Interlocked.Increment(ref _undelivered);
    }
}
