using System.Data.Common;
using System.Net.Sockets;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Why a silo did not start, in a sentence for whoever can correct it: a setting, a database that cannot be reached, a
/// folder that cannot be written, a port that another program uses. A stack trace is only for unforeseen errors.
/// </summary>
internal static class StartFaults
{
    /// <summary>The sentence; null: a bug, whose stack trace must be shown.</summary>
    public static string? Sentence(Exception fault) => fault switch
    {
        SettingException or RegistryInUseException or UnknownSchemaException or SealingException => fault.Message,
        StorageAwayException or DbException or UnauthorizedAccessException or IOException or SocketException
            => $"This silo does not start: {WithCause(fault)}",
        AggregateException { InnerException: { } inner } => Sentence(inner),
        _ => null,
    };

    /// <summary>The message of the outer exception, and of the inner one where that says more.</summary>
    private static string WithCause(Exception fault) =>
        fault.GetBaseException() is var cause && !fault.Message.Contains(cause.Message, StringComparison.Ordinal)
            ? $"{fault.Message} ({cause.Message})"
            : fault.Message;
}
