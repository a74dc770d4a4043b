using OrleansRegistry.Cli.Importing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Silo.Bulk;

namespace OrleansRegistry.Cli.Rows;

/// <summary>A charter trip; carrier, vehicle and drivers are on the register or earlier in the file.</summary>
internal sealed class TripLine(TripRow row) : Row
{
    public static RowKind Kind { get; } = new RowKind<TripRow>("trip", EntityKind.Trip, row => new TripLine(row), Of);

    public override string Tag => Kind.Tag!;

    public override byte[] Content { get; } = row.ToJson();

    /// <summary>
    /// If two rows need the same time of a vehicle or driver, the one that comes first in the file gets it.
    /// </summary>
    public override IEnumerable<string> About =>
    [
        "trip " + row.Number,
        $"contract {row.CreditCode} {row.ContractNumber}",
        $"time of {row.PlateColour} {row.Plate}",
        .. row.Drivers.Select(driver => "time of " + driver.IdentityNumber),
    ];

    public override IEnumerable<string> Needs =>
    [
        OperatorLine.OperatorWith(row.CreditCode), $"plate {row.PlateColour} {row.Plate}",
        .. row.Drivers.Select(driver => CertificateLine.PersonWith(driver.IdentityNumber)),
    ];

    public override async Task<RowReceipt> Take(
        BulkRegistry registry, long line, CancellationToken cancellation)
    {
        var created = Keys.ForNew(EntityKind.Trip, CommandId);
        if (await registry.Load(created, cancellation) is not null) return RowReceipt.Already(line, created.Key);
        var envelope = new Envelope(CommandId, new PassTime(), Actor.Registry(Channel.Import))
        {
            Cause = $"import line {line}",
        };
        var (id, answer) = await Registration.Register(registry, row, envelope, cancellation);
        return answer is Answer.No no ? RowReceipt.Refused(line, no.Refusal) : RowReceipt.Registered(line, id.Key);
    }

    /// <summary>On a running registry only carriers file trips.</summary>
    public override Task<RowReceipt> Send(RunningRegistry registry, long line, CancellationToken cancellation) =>
        Task.FromResult(RowReceipt.Refused(
            line,
            "NOT_ALLOWED",
            new LocalText(
                "运行中的登记系统只接受承运人自行备案；请在停机状态下导入包车备案。",
                "On a running registry a trip is filed by its carrier; import trips into a stopped one.")));

    private static async ValueTask<Row> Of(IRegistry registry, Loaded loaded, CancellationToken cancellation)
    {
        var trip = (Trip)loaded.State;
        var carrier = await State<Operator>(EntityKind.Operator, trip.OperatorKey);
        var vehicle = await State<Vehicle>(EntityKind.Vehicle, trip.Plan.VehicleKey);
        var drivers = new List<Person>(trip.Plan.Drivers.Length);
        foreach (var key in trip.Plan.Drivers) drivers.Add(await State<Person>(EntityKind.Person, key));
        return new TripLine(TripRow.Of(trip, carrier.CreditCode, vehicle.Plate, vehicle.PlateColour, drivers));

        async ValueTask<T> State<T>(EntityKind kind, string key) where T : EntityState =>
            (T)(await registry.Load(new EntityId(kind, key), cancellation))!.State;
    }
}
