using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Views;

/// <summary>One thing that will happen by itself.</summary>
/// <param name="Name">The deadline's stable name.</param>
/// <param name="At">When by the law, Asia/Shanghai.</param>
/// <param name="Event">The frozen name of the event.</param>
/// <param name="Provisional">
/// True while the calendar of a year is missing, so that the day may move; until then it takes no right away (H.17).
/// </param>
public sealed record TimelineEntry(string Name, DateTimeOffset At, string Event, bool Provisional);

/// <summary>What happens next and when, if nobody acts (http.md 3).</summary>
public sealed record TimelineView(string Id, ImmutableArray<TimelineEntry> Items)
{
    private const int MaxEntries = 30;

    /// <summary>
    /// Lets the machine itself carry out one deadline after the other, without committing, until the entity is
    /// cancelled or there are enough entries.
    /// </summary>
    public static TimelineView Of(EntityId id, EntityState state, Context context)
    {
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>();
        var machine = Machine.Of(id.Kind);
        while (entries.Count < MaxEntries && machine.NextDeadline(state, context) is { } deadline)
        {
            // Reminders are left out, as what they are about has its own entries; so is the officer's term, which
            // concerns the desk alone.
            if (deadline.Name is not (Reminding.Deadline or ReviewerTerm.Deadline))
                entries.Add(new TimelineEntry(
                    deadline.Name, ShanghaiTime.ToLocal(deadline.LawfulAt ?? deadline.DueAt),
                    FrozenNames.Of(deadline.Event), deadline.Provisional));
            state = machine.Evolve(state, deadline.Event);
            if (deadline.DueAt > context.Now) context = context with { Now = deadline.DueAt };
        }
        return new TimelineView(id.Key, entries.ToImmutable());
    }

    /// <summary>The timeline of a certificate.</summary>
    public static TimelineView Of(Certificate certificate, Context context) =>
        Of(new EntityId(EntityKind.Certificate, certificate.Key), certificate, context);
}
