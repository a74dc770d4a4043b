using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Cli.Rows;

/// <summary>A vehicle; its operator is on the register or earlier in the file.</summary>
internal sealed class VehicleLine(VehicleRow row) : CreationRow
{
    public static RowKind Kind { get; } = new RowKind<VehicleRow>(
        "vehicle", EntityKind.Vehicle, row => new VehicleLine(row),
        (registry, loaded, _) =>
        {
            var vehicle = (Vehicle)loaded.State;
            var known = loaded.Facts.OperatorWith(vehicle.OperatorKey)!;
            return ValueTask.FromResult<Row>(
                new VehicleLine(VehicleRow.Of(vehicle, known, ShanghaiTime.DateOf(registry.Now))));
        });

    public override string Tag => Kind.Tag!;

    public override byte[] Content { get; } = row.ToJson();

    public override IEnumerable<string> About =>
        [$"plate {row.PlateColour} {row.Plate}", "vin " + row.Vin, "vehicle number " + row.CertificateNumber.Trim()];

    public override IEnumerable<string> Needs => [OperatorLine.OperatorWith(row.CreditCode)];

    protected override EntityKind Creates => EntityKind.Vehicle;

    protected override string Route => "/api/v1/vehicles";

    protected override Command Command => row.ToVehicle("");

    protected override Task<(EntityId Id, Answer Answer)> Register(
        IRegistry registry, Envelope envelope, CancellationToken cancellation) =>
        Registration.Register(registry, row, envelope, cancellation);
}
