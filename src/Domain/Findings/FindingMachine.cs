using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Objections;

namespace OrleansRegistry.Domain.Findings;

/// <summary>The machine of findings at the roadside, as the hosts call it.</summary>
public sealed class FindingMachine : Machine
{
    /// <summary>Longest plate, inclusive: one of another country may be longer than those of this one.</summary>
    private const int MaxPlate = 20;

    /// <summary>The one instance; it has no state.</summary>
    public static FindingMachine Instance { get; } = new();

    private FindingMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Finding;

    /// <inheritdoc/>
    public override Needs Needs(EntityState? state, Command? command)
    {
        var carrier = (state as RoadsideFinding)?.CarrierKey ?? (command as RecordRoadsideFinding)?.CarrierKey;
        return new Needs(null, command is RecordRoadsideFinding { DocumentIds: { IsEmpty: false } ids }
            ? [.. ids.Take(ObjectionMachine.MaxDocuments + 1)] : [])
        {
            Entities = EntityId.TryParse(EntityKind.Operator, carrier, out var known) ? [known] : [],
        };
    }

    /// <inheritdoc/>
    protected override Decision DecideNow(
        EntityId id, EntityState? state, Command command, Context context) => (state, command) switch
        {
            (null, RecordRoadsideFinding c) => Record(id, c, context),
            (null, _) => Refusals.NotFound(),
            (RoadsideFinding, PassTime or RecordRoadsideFinding) => Decision.Nothing,
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for findings"),
        };

    private static Decision Record(EntityId id, RecordRoadsideFinding c, Context context)
    {
        if (!context.Actor.Is(Roles.Enforcement)) return Refusals.NotAllowed();
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "note", c.Note, FormCheck.MaxText, required: true);
        FormCheck.Text(faults, "plate", c.Plate, MaxPlate, required: false);
        ContestChecks.Documents(faults, c.DocumentIds, context);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        return Decision.Of(new RoadsideFindingRecorded(new RoadsideFinding
        {
            Key = id.Key, Finding = c.Finding, Note = c.Note.Trim(), Plate = c.Plate, SubjectKey = c.SubjectKey,
            CarrierKey = c.CarrierKey, PersonKeys = c.PersonKeys, DocumentIds = c.DocumentIds,
            Authority = c.Authority ?? context.Actor.Authority ?? "", By = context.Actor.AccountId, At = context.Now,
        }));
    }

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) => (state, happened) switch
    {
        (null, RoadsideFindingRecorded e) => e.Finding,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to a finding"),
    };

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context) => null;

    /// <inheritdoc/>
    public override ImmutableArray<Reservation> Reservations(EntityState state) => [];

    /// <inheritdoc/>
    public override SearchRow Search(EntityState state)
    {
        var f = (RoadsideFinding)state;
        // A finding without a carrier is searched by the holder of the document that was checked.
        return new SearchRow(f.CarrierKey ?? f.PersonKeys.FirstOrDefault(), Name(f.Finding), f.By, null, f.Authority,
            ShanghaiTime.DateOf(f.At), null, null, null);
    }

    /// <inheritdoc/>
    public override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context)
    {
        var f = (RoadsideFinding)after;
        return Reactions.None with
        {
            Notices = Notice.Each(events, happened => happened is RoadsideFindingRecorded
                ? f.PersonKeys.Prepend(f.CarrierKey ?? "").Where(key => key.Length > 0).Distinct().Select(key =>
                    Notice.Of("roadsideFinding", key,
                    [
                        ("finding", f.Key),
                        ("what", Name(f.Finding)),
                        ("plate", f.Plate ?? NoticeWords.NoPlate),
                        ("message", f.Note),
                    ]))
                : []),
        };
    }

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) =>
        throw new InvalidOperationException("a finding reserves nothing");

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        if (((RoadsideFinding)state).Note.Length == 0) yield return "a finding says what was found";
    }

    private static string Name(FindingKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
