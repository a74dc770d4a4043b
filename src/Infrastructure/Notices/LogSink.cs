using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>
/// Writes notices into the log: what happened, about which record. Names and numbers of people are not in notices, and
/// what officers wrote in their own words is left out.
/// </summary>
public sealed class LogSink(ILogger<LogSink> log) : INoticeSink
{
    /// <inheritdoc/>
    public string Name => "log";

    /// <inheritdoc/>
    public Task<SinkReceipt> Send(NoticeRecord notice, LocalText text, CancellationToken cancellation = default)
    {
        log.Notice(notice.Id, notice.Notice.Kind, notice.Entity.Key, NoticeTexts.ForLog(notice.Notice).Zh);
        return Task.FromResult<SinkReceipt>(new SinkReceipt.Taken("logged"));
    }
}
