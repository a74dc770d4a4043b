using System.Data.Common;
using System.Net.Sockets;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Why a silo did not start, in a sentence for whoever can mend it: a setting, a database that is away, a folder that
/// may not be written, a port that another program has. A stack of calls is for what nobody foresaw.
/// </summary>
internal static class StartFaults
{
    /// <summary>The sentence; null: a bug, which is not explained away.</summary>
    public static string? Sentence(Exception fault) => fault switch
    {
        SettingException or RegistryInUseException or UnknownSchemaException or SealingException => fault.Message,
        StorageAwayException or DbException or UnauthorizedAccessException or IOException or SocketException
            => $"This silo does not start: {WithCause(fault)}",
        AggregateException { InnerException: { } inner } => Sentence(inner),
        _ => null,
    };

    /// <summary>What the outer exception says, and the one below it where that knows more.</summary>
    private static string WithCause(Exception fault) =>
        fault.GetBaseException() is var cause && !fault.Message.Contains(cause.Message, StringComparison.Ordinal)
            ? $"{fault.Message} ({cause.Message})"
            : fault.Message;
}
