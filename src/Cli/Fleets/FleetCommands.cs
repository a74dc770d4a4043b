using System.CommandLine;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Hosting;

using Command = System.CommandLine.Command;

namespace OrleansRegistry.Cli.Fleets;

/// <summary><c>registry export-fleet</c> and <c>registry import-fleet</c>: operators with their permits, and vehicles.</summary>
internal static class FleetCommands
{
    public static Command Export()
    {
        var data = Where.Data();
        var file = new Argument<FileInfo>("file") { Description = "Where to, JSON Lines; it must not exist." };
        var command = new Command("export-fleet", "Writes every operator and vehicle of a stopped registry to a file.") { file, data };
        command.SetAction((parsed, cancellation) => Where.OnStopped(parsed.GetValue(data)!, mustExist: true,
            registry => Write(registry, parsed.GetValue(file)!, cancellation), cancellation));
        return command;
    }

    public static Command Import()
    {
        var data = Where.Data();
        var file = new Argument<FileInfo>("file") { Description = "Operators and vehicles, JSON Lines; an operator stands before its vehicles." };
        var command = new Command("import-fleet", "Takes over operators and vehicles. Exit code 1 when rows were refused; each is told with its line.")
        {
            file, data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(file)!.Exists)
                return await Where.OnStopped(parsed.GetValue(data)!, mustExist: false, registry => Read(registry, parsed.GetValue(file)!, cancellation), cancellation);
            await Console.Error.WriteLineAsync($"There is no file {parsed.GetValue(file)!.FullName}.");
            return 2;
        });
        return command;
    }

    private static Task<int> Write(EmbeddedRegistry registry, FileInfo file, CancellationToken cancellation) => LineFiles.Write(file, async line =>
    {
        var operators = await LineFiles.Each(registry, EntityKind.Operator,
            loaded => line(FleetFile.Line(new FleetRow(Operator: OperatorRow.Of((Operator)loaded.State)))), cancellation);
        var vehicles = await LineFiles.Each(registry, EntityKind.Vehicle, loaded =>
        {
            var vehicle = (Vehicle)loaded.State;
            return line(FleetFile.Line(new FleetRow(Vehicle: VehicleRow.Of(vehicle, loaded.Facts.OperatorWith(vehicle.OperatorKey)!))));
        }, cancellation);
        return $"{operators} operators and {vehicles} vehicles";
    }, cancellation);

    private static Task<int> Read(EmbeddedRegistry registry, FileInfo file, CancellationToken cancellation)
    {
        var taker = new FleetTaker(registry);
        return LineFiles.Read(registry, file, (line, text) => taker.Take(line, FleetFile.Read(text), cancellation), cancellation);
    }
}
