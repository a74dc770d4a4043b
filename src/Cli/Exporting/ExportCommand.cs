using System.CommandLine;
using OrleansRegistry.Cli.Rows;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

using Command = System.CommandLine.Command;

namespace OrleansRegistry.Cli.Exporting;

/// <summary><c>registry export</c>: every certificate as a row that <c>registry import</c> takes.</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var data = Where.Data();
        var file = new Argument<FileInfo>("file") { Description = "Where to: .csv or .jsonl; it must not exist." };
        var command = new Command("export", "Writes every certificate of a stopped registry to a file.") { file, data };
        command.SetAction((parsed, cancellation) => Where.OnStopped(parsed.GetValue(data)!, mustExist: true,
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
        var count = 0L;
        var today = ShanghaiTime.DateOf(registry.Now);
        await using (var writer = RowWriter.Create(file))
        {
            string? cursor = null;
            do
            {
                var page = await registry.Queries.All(EntityKind.Certificate, new PageRequest(200, cursor), cancellation);
                foreach (var id in page.Items)
                {
                    var loaded = await registry.Load(id, cancellation);
                    var certificate = (Certificate)loaded!.State;
                    await writer.Write(RegisterRow.Of(certificate, loaded.Facts.Person(certificate.PersonKey)!, today));
                    count++;
                }
                cursor = page.Next;
            }
            while (cursor is not null);
        }
        await Console.Out.WriteLineAsync($"{count} certificates written to {file.FullName}");
        return 0;
    }
}
