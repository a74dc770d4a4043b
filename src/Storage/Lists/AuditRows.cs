using System.Collections.Immutable;
using OrleansRegistry.Domain.Audit;

namespace OrleansRegistry.Storage.Lists;

/// <summary>Code for the audit's rows that SQLite and PostgreSQL share.</summary>
internal static class AuditRows
{
    public const string List = "audit";

    public static string After(AuditLine last) => Cursor.After(List, last.Id);

    /// <summary>A record from before there were chains; its detail is one text.</summary>
    public static AuditLine Older(long id, DateTimeOffset at, string actor, string what, string detail) => new(
        id,
        new AuditRecord(at, AuditClass.Act, what, actor)
        {
            Criteria = ImmutableSortedDictionary<string, string>.Empty.Add("detail", detail),
        },
        null, null, null);
}
