using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>
/// Takes over a trip that was filed elsewhere, in its present state. Its past is taken over as it is (docs/adr/0008):
/// the conditions of C.4 were checked by whoever reviewed it. An impossible row is refused; what has become due since
/// is carried out at once; a time that is reserved here stays reserved.
/// </summary>
public static class TripRegistration
{
    private const int MaxNumber = 60;

    /// <summary>The decision; only the registry itself imports.</summary>
    public static Decision Decide(EntityId id, RegisterTrip c, Context context)
    {
        if (!context.Actor.Is(Roles.Registry)) return Refusals.NotAllowed();
        if (TripFiling.Malformed(c.Trip.Plan) is { } malformed) return malformed;
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "number", c.Trip.Number, MaxNumber, required: true);
        if (!Enum.IsDefined(c.Trip.Recorded))
            faults.Add(Refusals.Fault("status", "没有该状态。", "There is no such status."));
        if (c.Trip.FiledAt > context.Now) faults.Add(Refusals.Fault("filedAt", "备案时间不能晚于现在。", "Filed in the future."));
        if (c.Trip.IssuedAt > context.Now)
            faults.Add(Refusals.Fault("issuedAt", "下发时间不能晚于现在。", "Issued in the future."));
        var trip = c.Trip with { Key = id.Key };
        foreach (var untrue in TripMachine.Instance.Check(trip))
            faults.Add(Refusals.Fault("status", "该行所述不可能成立。", $"This cannot be so: {untrue}."));
        return faults.Count > 0 ? Refusals.Malformed([.. faults]) : Decision.Of(new TripRegistered(trip));
    }
}
