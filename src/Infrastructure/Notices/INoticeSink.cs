using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>What a channel answered.</summary>
public abstract record SinkReceipt
{
    private SinkReceipt() { }

    /// <summary>The channel has taken the notice.</summary>
    /// <param name="Receipt">What it said, for the record.</param>
    public sealed record Taken(string Receipt) : SinkReceipt;

    /// <summary>It will never take this notice; a person must look.</summary>
    public sealed record Refused(string Error) : SinkReceipt;

    /// <summary>Not now.</summary>
    /// <param name="Error">Why.</param>
    /// <param name="NotBefore">How long it asked to be left alone; null: it did not.</param>
    public sealed record Away(string Error, TimeSpan? NotBefore = null) : SinkReceipt;
}

/// <summary>
/// A channel by which people are notified. It gets each notice at least once: the same id again is the same notice.
/// </summary>
public interface INoticeSink
{
    /// <summary>Its name in receipts and logs.</summary>
    string Name { get; }

    /// <summary>Hands over one notice. An exception counts as not now.</summary>
    Task<SinkReceipt> Send(NoticeRecord notice, LocalText text, CancellationToken cancellation = default);
}
