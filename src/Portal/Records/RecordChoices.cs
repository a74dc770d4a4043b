using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Records;

/// <summary>What can be chosen in the forms of a record, by the field.</summary>
public static class RecordChoices
{
    /// <summary>Nothing: every field is typed.</summary>
    public static ImmutableDictionary<string, ImmutableArray<(string Id, LocalText Name)>> None { get; } =
        ImmutableDictionary<string, ImmutableArray<(string Id, LocalText Name)>>.Empty;
}
