using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;

namespace OrleansRegistry.Domain.Machines;

/// <summary>The next deadline of an entity, as it is stored.</summary>
/// <param name="Name">A stable name, for operations and the forecast.</param>
/// <param name="DueAt">From this instant on it is due, UTC.</param>
public sealed record ArmedDeadline(string Name, DateTimeOffset DueAt);

/// <summary>
/// An interval of time (H.3): <paramref name="From"/> is in it, <paramref name="Until"/> is not. UTC.
/// </summary>
public readonly record struct Interval(DateTimeOffset From, DateTimeOffset Until);

/// <summary>Something that only one entity may have at a time (design.md 5, Claims).</summary>
/// <param name="Space">What is unique, a stable name. All
/// reservations of a space have an interval, or none has.</param>
/// <param name="Value">The value within the space.</param>
/// <param name="During">The time for which it is taken: nobody else may have any part of it; null: always.</param>
public sealed record Reservation(string Space, string Value, Interval? During = null);

/// <summary>
/// The values by which people search for an entity. It has boundary dates and never a status, which could be outdated
/// (design.md 5).
/// </summary>
/// <param name="PersonKey">The person or operator it belongs to; for these their own key.</param>
/// <param name="Category">The kind of certificate or vehicle, or null.</param>
/// <param name="Number">
/// The main number: the document's number, a person's identity number, a vehicle's plate, an operator's credit code.
/// </param>
/// <param name="Name">
/// The name of a person or operator; a vehicle's certificate number; null for other kinds, so that it cannot be
/// outdated.
/// </param>
/// <param name="Authority">The issuing authority's region code, or null.</param>
/// <param name="ValidFrom">First day of validity, inclusive.</param>
/// <param name="ValidTo">Last day of validity, inclusive.</param>
/// <param name="EndedOn">The day from which it is cancelled; null while it is not.</param>
/// <param name="EndedBy">The ground of the end; null while it has not ended.</param>
public sealed record SearchRow(
    string? PersonKey, string? Category, string? Number, string? Name, string? Authority,
    DateOnly? ValidFrom, DateOnly? ValidTo, DateOnly? EndedOn, string? EndedBy);

/// <summary>Something of which the holder must be notified. Sent by the outbox pump, at least once.</summary>
/// <param name="Kind">A stable name; the texts are chosen by it.</param>
/// <param name="PersonKey">To whom: a person's key or an operator's.</param>
/// <param name="Values">What the text needs: dates as yyyy-MM-dd, codes, the certificate number.</param>
public sealed record Notice(string Kind, string PersonKey, ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>A notice whose values are texts, numbers and dates.</summary>
    public static Notice Of(string kind, string recipientKey, ReadOnlySpan<(string Name, object Value)> values)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            all[name] = value is DateOnly date ? date.ToString("yyyy-MM-dd", null) : value.ToString()!;
        return new Notice(kind, recipientKey, all.ToImmutable());
    }

    /// <summary>
    /// The notices of a commit by a kind's table, in the order of the events; an event has one or none.
    /// </summary>
    public static ImmutableArray<Notice> Each(ImmutableArray<Event> events, Func<Event, Notice?> table) =>
        [.. events.Select(table).OfType<Notice>()];

    /// <summary>The notices of a commit, where an event may concern several people.</summary>
    public static ImmutableArray<Notice> Each(ImmutableArray<Event> events, Func<Event, IEnumerable<Notice>> table) =>
        [.. events.SelectMany(table)];
}

/// <summary>
/// A command for another entity, with its cause; delivered at least once, applied once (design.md 5).
/// </summary>
public sealed record Consequence(EntityId Target, Command Command);

/// <summary>What a commit writes besides the state; computed from the state and the events that led to it.</summary>
/// <param name="Applications">Applications that changed; each replaces its index row.</param>
/// <param name="Notices">Notices to people.</param>
/// <param name="Consequences">Commands for other entities, in order.</param>
public sealed record Reactions(
    ImmutableArray<IApplication> Applications, ImmutableArray<Notice> Notices, ImmutableArray<Consequence> Consequences)
{
    /// <summary>Writes nothing besides the state.</summary>
    public static readonly Reactions None = new([], [], []);
}
