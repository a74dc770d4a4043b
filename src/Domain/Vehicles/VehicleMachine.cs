using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>The machine of vehicles, as the hosts call it.</summary>
public sealed class VehicleMachine : Machine
{
    /// <summary>The one instance; it has no state.</summary>
    public static VehicleMachine Instance { get; } = new();

    /// <summary>The space in which plates with their colour are unique.</summary>
    public const string PlateSpace = "vehicle.plate";

    /// <summary>The space in which VINs are unique.</summary>
    public const string VinSpace = "vehicle.vin";

    /// <summary>The space in which certificate numbers are unique.</summary>
    public const string CertificateSpace = "vehicle.certificate";

    private VehicleMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Vehicle;

    /// <inheritdoc/>
    public override Needs Needs(EntityState? state, Command? command) => new(null, MaterialCheck.DocumentsOf(command))
    {
        Entities = ((state as Vehicle)?.OperatorKey ?? (command as RegisterVehicle)?.OperatorKey) is { } operatorKey
            ? [new EntityId(EntityKind.Operator, operatorKey)] : [],
        BookedVehicle = Ends(command) ? (state as Vehicle)?.Key : null,
    };

    /// <summary>
    /// True for a command that may cancel the vehicle, which a booked vehicle refuses (G.4 #65): its trips must be
    /// read.
    /// </summary>
    private static bool Ends(Command? command) =>
        command is CancelVehicle or Approve or Apply { Form: VehicleCancellationForm };

    /// <inheritdoc/>
    protected override Decision DecideNow(EntityId id, EntityState? state, Command command, Context context) =>
        VehicleDecider.Decide(id, (Vehicle?)state, command, context);

    /// <inheritdoc/>
    protected override Filing? FilingNow(EntityState? state, Command command, Context context) =>
        command is not Apply apply ? null
        : state is Vehicle v ? VehicleFiling.Of(v, apply, context)
        : new Filing(VehicleFiling.NoVehicle(context.Actor), []);

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) =>
        VehicleEvolution.Evolve((Vehicle?)state, happened);

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context) =>
        VehicleDeadlines.Next((Vehicle)state, context);

    /// <summary>
    /// Numbers are reserved until the certificate is cancelled; then they may be used again. From the cancellation on
    /// the vehicle reserves its own time: a trip that has booked it, or would book it, collides with that in the commit
    /// (docs/adr/0040).
    /// </summary>
    public override ImmutableArray<Reservation> Reservations(EntityState state)
    {
        var v = (Vehicle)state;
        if (v.End is { } end)
            return end.At is { } at
                ? [new Reservation(TripMachine.VehicleSpace, v.Key, new Interval(at, DateTimeOffset.MaxValue))]
                : [];
        return
        [
            new Reservation(PlateSpace, $"{PlateColours.Code(v.PlateColour)}:{v.Plate}"),
            new Reservation(VinSpace, v.Vin),
            new Reservation(CertificateSpace, v.CertificateNumber),
        ];
    }

    /// <inheritdoc/>
    public override SearchRow Search(EntityState state)
    {
        var v = (Vehicle)state;
        return new SearchRow(v.OperatorKey, v.Kind.Name(), v.Plate, v.CertificateNumber, v.Authority,
            v.Previous?.From ?? v.Period.From, v.Period.To, v.End?.EffectiveOn,
            v.End is { } end ? JsonNamingPolicy.CamelCase.ConvertName(end.Ground.ToString()) : null);
    }

    /// <inheritdoc/>
    public override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context) =>
        new(
            ApplicationFlow.Touched((before as Vehicle)?.Applications, ((Vehicle)after).Applications, events),
            VehicleNotices.Of((Vehicle)after, events, context),
            []);

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) => reservation.Space switch
    {
        PlateSpace =>
            VehicleRefusals.Taken("plate", "该号牌已有有效登记的车辆。", "A vehicle with this plate is already on the register."),
        TripMachine.VehicleSpace => VehicleRefusals.OnATrip(null),
        VinSpace =>
            VehicleRefusals.Taken("vin", "该车辆识别代号已有有效登记。", "A vehicle with this VIN is already on the register."),
        _ => VehicleRefusals.Taken("certificateNumber",
            "该道路运输证号已有有效登记。",
            "A vehicle with this certificate number is already on the register."),
    };

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        var v = (Vehicle)state;
        if (v.Period.To < v.Period.From) yield return "the period ends before it begins";
        if (v.Previous is { } previous && previous.To >= v.Period.From) yield return "the periods overlap";
        if (v.FirstIssuedOn > v.Period.From) yield return "the period begins before the first issue";
        if (v.DocumentVersion < 1) yield return "documents are numbered from 1";
        if (v.End is not null && v.Applications.Any(a => a.IsLive))
            yield return "an application is alive on a cancelled vehicle";
        if (v.End is null && v.OperatingStatus is OperatingStatus.Cancelled or OperatingStatus.Scrapped)
            yield return "out of the register, but not cancelled";
        if (ApplicationFlow.ExcludeEachOther(v.Applications))
            yield return "applications that exclude each other are open";
        if (v.Applications.Any(a => a.Status == ApplicationStatus.Accepted && a.DecideBy is null))
            yield return "accepted without a limit for the decision";
    }
}
