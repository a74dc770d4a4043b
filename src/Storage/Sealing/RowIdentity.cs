using System.Globalization;
using System.Text;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// The identity of a sealed column: its table and the columns that never change. It is part of the seal, so that a row
/// which was put in the place of another cannot be opened.
/// </summary>
internal static class RowIdentity
{
    public static string Key(EntityId id) => $"entity key\n{id.KindName}\n{id.Key}";

    public static string State(EntityId id, int version) => $"entity\n{id.KindName}\n{id.Key}\n{Text(version)}";

    public static string Event(EntityId id, int version) => $"event\n{id.KindName}\n{id.Key}\n{Text(version)}";

    public static string Answer(string commandId) => $"answer\n{commandId}";

    public static string Application(string id) => $"application\n{id}";

    /// <summary>The row's number is not part of it, because the table assigns it after the row is sealed.</summary>
    public static string Outbox(EntityId source, EntityId target, string type, string cause) =>
        $"outbox\n{source.KindName}\n{source.Key}\n{target.KindName}\n{target.Key}\n{type}\n{cause}";

    /// <summary>The row's number is not part of it, because the table assigns it after the row is sealed.</summary>
    public static string Notice(EntityId id, string kind, string personKey, DateTimeOffset at) =>
        $"notice\n{id.KindName}\n{id.Key}\n{kind}\n{personKey}\n{Text(at.UtcTicks)}";

    public static string Audit(DateTimeOffset at, string actor, string what) =>
        $"audit\n{Text(at.UtcTicks)}\n{actor}\n{what}";

    public static string Phone(string accountId) => $"account phone\n{accountId}";

    public static string Draft(string accountId, string key) => $"draft\n{accountId}\n{key}";

    /// <summary>The form for the seal.</summary>
    public static byte[] Bytes(string identity) => Encoding.UTF8.GetBytes(identity);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
