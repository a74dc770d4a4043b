using System.CommandLine;
using System.Text.Json;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;
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

    private static async Task<int> Write(EmbeddedRegistry registry, FileInfo file, CancellationToken cancellation)
    {
        if (file.Exists)
        {
            await Console.Error.WriteLineAsync($"{file.FullName} exists already; nothing is overwritten.");
            return 2;
        }
        await using var stream = file.Create();
        async Task Line(FleetRow row)
        {
            await stream.WriteAsync(FleetFile.Line(row), cancellation);
            stream.WriteByte((byte)'\n');
        }
        var operators = await Each(registry, EntityKind.Operator, loaded => Line(new FleetRow(Operator: OperatorRow.Of((Operator)loaded.State))), cancellation);
        var vehicles = await Each(registry, EntityKind.Vehicle, loaded =>
        {
            var vehicle = (Vehicle)loaded.State;
            return Line(new FleetRow(Vehicle: VehicleRow.Of(vehicle, loaded.Facts.OperatorWith(vehicle.OperatorKey)!)));
        }, cancellation);
        await Console.Out.WriteLineAsync($"{operators} operators and {vehicles} vehicles written to {file.FullName}");
        return 0;
    }

    private static async Task<long> Each(IRegistry registry, EntityKind kind, Func<Loaded, Task> write, CancellationToken cancellation)
    {
        var count = 0L;
        string? cursor = null;
        do
        {
            var page = await registry.Queries.All(kind, new PageRequest(200, cursor), cancellation);
            foreach (var id in page.Items)
            {
                await write((await registry.Load(id, cancellation))!);
                count++;
            }
            cursor = page.Next;
        }
        while (cursor is not null);
        return count;
    }

    private static async Task<int> Read(EmbeddedRegistry registry, FileInfo file, CancellationToken cancellation)
    {
        registry.Start();
        var taker = new FleetTaker(registry);
        var (line, taken, there, refused) = (0L, 0L, 0L, 0L);
        await foreach (var text in File.ReadLinesAsync(file.FullName, cancellation))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            var (isNew, why) = await Take(taker, line, text, cancellation);
            if (why is not null) await Console.Error.WriteLineAsync($"line {line}: {why}");
            if (why is not null) refused++;
            else if (isNew) taken++;
            else there++;
        }
        await registry.Drain(cancellation);
        await Console.Out.WriteLineAsync($"{taken + there + refused} rows: {taken} registered, {there} were there, {refused} refused.");
        return refused == 0 ? 0 : 1;
    }

    private static async Task<(bool Taken, string? Why)> Take(FleetTaker taker, long line, string text, CancellationToken cancellation)
    {
        try
        {
            var (taken, refusal) = await taker.Take(line, FleetFile.Read(text), cancellation);
            return (taken, refusal is null ? null
                : $"{RefusalCodes.Text(refusal.Code)} {refusal.Detail.En} {string.Join(' ', refusal.Faults.Select(fault => $"{fault.Field}: {fault.Text.En}"))}".TrimEnd());
        }
        catch (JsonException e)
        {
            return (false, $"MALFORMED {e.Message}");
        }
    }
}
