using System.Globalization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Lists;

/// <summary>The names of parked items: "deadline:{key}" and "outbox:{number}".</summary>
internal static class ParkedId
{
    private const string Deadline = "deadline:";
    private const string Outbox = "outbox:";

    public static string Of(EntityId id) => Deadline + id.Key;

    public static string Of(long outboxId) => Outbox + outboxId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The entity whose deadline it is; null: it is no deadline.</summary>
    public static EntityId? DeadlineOf(string parkedId) =>
        parkedId.StartsWith(Deadline, StringComparison.Ordinal)
            && EntityId.TryParse(parkedId[Deadline.Length..], out var id)
            ? id
            : null;

    /// <summary>The number of the consequence; null: it is no consequence.</summary>
    public static long? OutboxOf(string parkedId) =>
        parkedId.StartsWith(Outbox, StringComparison.Ordinal)
        && long.TryParse(parkedId.AsSpan(Outbox.Length), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
}
