using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Records;

/// <summary>The choices in the forms of a record, by field.</summary>
public static class RecordChoices
{
    /// <summary>No choices: every field is typed.</summary>
    public static ImmutableDictionary<string, ImmutableArray<(string Id, LocalText Name)>> None { get; } =
        ImmutableDictionary<string, ImmutableArray<(string Id, LocalText Name)>>.Empty;
}
