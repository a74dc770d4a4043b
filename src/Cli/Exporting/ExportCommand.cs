using System.CommandLine;
using OrleansRegistry.Cli.Rows;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

using Command = System.CommandLine.Command;

namespace OrleansRegistry.Cli.Exporting;

/// <summary><c>registry export</c>: everything on the register as rows that <c>registry import</c> takes.</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var data = RegistryLocation.Data();
        var file = new Argument<FileInfo>("file")
        {
            Description = "Where to: .jsonl, or .csv for certificates alone; it must not exist.",
        };
        var command = new Command(
            "export",
            "Writes everything on a stopped register to a file: certificates with their holders, "
            + "operators, vehicles, charter trips, railway enterprises and drivers.")
        {
            file, data,
        };
        command.SetAction((parsed, cancellation) => RegistryLocation.Reading(parsed.GetValue(data)!,
            registry => Run(registry, parsed.GetValue(file)!, cancellation), cancellation));
        return command;
    }

    private static async Task<int> Run(IRegistry registry, FileInfo file, CancellationToken cancellation)
    {
        if (file.Exists)
        {
            await Console.Error.WriteLineAsync($"{file.FullName} exists already; nothing is overwritten.");
            return 2;
        }
        var written = new List<string>();
        var kinds = RowFormats.IsCsv(file) ? [CertificateLine.Kind] : RowKinds.All;
        await using (var writer = RowWriter.Create(file))
        {
            foreach (var kind in kinds)
                written.Add($"{await Write(registry, kind, writer, cancellation)} {EntityId.NameOf(kind.Entity)}s");
        }
        await Console.Out.WriteLineAsync($"{string.Join(", ", written)} written to {file.FullName}");
        return 0;
    }

    private static async Task<long> Write(
        IRegistry registry, RowKind kind, RowWriter writer, CancellationToken cancellation)
    {
        var count = 0L;
        await foreach (var id in Pages.All(page => registry.Queries.All(kind.Entity, page, cancellation)))
        {
            var loaded = await registry.Load(id, cancellation);
            await writer.Write(await kind.Of(registry, loaded!, cancellation));
            count++;
        }
        return count;
    }
}
