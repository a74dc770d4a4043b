using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>What the issuing authority records or orders by itself about a vehicle (依职权).</summary>
public static class VehicleExOfficio
{
    /// <summary>Violations that may be open at once.</summary>
    public const int MaxViolations = 1000;

    /// <summary>Status, technical grade and violations; only while not cancelled.</summary>
    public static Decision Decide(Vehicle v, Command command, Context context) =>
        Malformed(v, command, context)
        ?? ((IApplicationSubject)v).Ended
        ?? command switch
        {
            SetOperatingStatus c => v.OperatingStatus == c.Status
                ? Decision.Nothing : Decision.Of(new OperatingStatusSet(c.Status, context.Today, c.Reason)),
            RecordTechnicalGrade c => Technical(v, new TechnicalState(c.Grade, c.On, c.StructureAltered)),
            RecordReview c => Review(v, c),
            RecordVehicleViolation c => Violation(v, c),
            SettleVehicleViolation c => v.Violations.Any(known => known.Id == c.ViolationId)
                ? Decision.Of(new VehicleViolationSettled(c.ViolationId, c.Note)) : Refusals.NotFound(),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not ex officio"),
        };

    /// <summary>
    /// Cancels, also an expired certificate (A.11, decision); a second cancellation gets the same answer as the first
    /// (H.11). A vehicle with a booked trip is refused until the trip is cancelled (G.4 #65).
    /// </summary>
    public static Decision Cancel(Vehicle v, CancelVehicle cancel, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", cancel.Reason, FormCheck.MaxText, required: true);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (v.End is not null) return Decision.Nothing;
        if (context.Facts.TripOf(v.Key) is { } trip) return VehicleRefusals.OnATrip(trip);
        return Decision.Of(new VehicleCancelled(cancel.Ground, context.Today, cancel.Reason, context.Now));
    }

    private static Decision Technical(Vehicle v, TechnicalState found) =>
        v.Technical == found ? Decision.Nothing
        : v.Technical is { } last && found.On < last.On
            ? Refusals.WrongState("已有更晚日期的技术等级评定。", "A later technical examination is on record.")
        : Decision.Of(new TechnicalStateRecorded(found));

    private static Decision Review(Vehicle v, RecordReview c) =>
        c.On == v.ReviewedOn ? Decision.Nothing
        : c.On < v.ReviewedOn ? Refusals.WrongState("已有更晚日期的年度审验。", "A later review is on record.")
        : Decision.Of(new ReviewPassed(null, c.On));

    private static Decision Violation(Vehicle v, RecordVehicleViolation c) =>
        v.Violations.Length >= MaxViolations
            ? Refusals.WrongState("未处理的违章记录已达上限。", "There are too many violations that are not settled.")
            : Decision.Of(
                new VehicleViolationRecorded(new VehicleViolation($"{v.Key}.v{v.ViolationCount + 1}", c.On, c.Note)));

    private static Refusal? Malformed(Vehicle v, Command command, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        switch (command)
        {
            case SetOperatingStatus c:
                FormCheck.Text(faults, "reason", c.Reason, FormCheck.MaxText, required: false);
                if (c.Status is OperatingStatus.Cancelled or OperatingStatus.Scrapped)
                    faults.Add(
                        Refusals.Fault("status", "注销、报废请使用注销操作。", "To cancel or scrap, cancel the certificate."));
                break;
            case RecordTechnicalGrade c:
                On(faults, c.On, v, context);
                break;
            case RecordReview c:
                On(faults, c.On, v, context);
                break;
            case RecordVehicleViolation c:
                On(faults, c.On, v, context);
                FormCheck.Text(faults, "note", c.Note, FormCheck.MaxText, required: true);
                break;
            case SettleVehicleViolation c:
                FormCheck.Text(faults, "note", c.Note, FormCheck.MaxText, required: false);
                break;
        }
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    private static void On(ImmutableArray<FieldFault>.Builder faults, DateOnly on, Vehicle v, Context context)
    {
        if (on > context.Today) faults.Add(Refusals.Fault("on", "日期不能晚于今天。", "The date lies in the future."));
        if (on < v.FirstIssuedOn)
            faults.Add(Refusals.Fault("on", "日期早于初次发证日期。", "The date lies before the first issue."));
    }
}
