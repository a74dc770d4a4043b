using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>The answer of a channel.</summary>
public abstract record SinkReceipt
{
    private SinkReceipt() { }

    /// <summary>The channel has accepted the notice.</summary>
    /// <param name="Receipt">Its answer, for the record.</param>
    public sealed record Taken(string Receipt) : SinkReceipt;

    /// <summary>It will never accept this notice; an administrator must act.</summary>
    public sealed record Refused(string Error) : SinkReceipt;

    /// <summary>The receiver cannot be reached now.</summary>
    /// <param name="Error">The error.</param>
    /// <param name="NotBefore">How long it asked not to be called; null: it did not.</param>
    public sealed record Away(string Error, TimeSpan? NotBefore = null) : SinkReceipt;
}

/// <summary>
/// A channel by which people are notified. It gets each notice at least once; the same id means the same notice.
/// </summary>
public interface INoticeSink
{
    /// <summary>Its name in receipts and logs.</summary>
    string Name { get; }

    /// <summary>Sends one notice. An exception means that it should be tried again later.</summary>
    Task<SinkReceipt> Send(NoticeRecord notice, LocalText text, CancellationToken cancellation = default);
}
