using System.CommandLine;
using OrleansRegistry.Cli.Rows;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Hosting.Samples;

namespace OrleansRegistry.Cli.Exporting;

/// <summary><c>registry sample</c>: a synthetic register, the same for the same seed and day.</summary>
internal static class SampleCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "Where to: .csv or .jsonl." };
        var certificates = new Option<int>("--certificates") { Description = "How many.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<int>("--seed") { Description = "Another seed, another register.", DefaultValueFactory = _ => 1 };
        var today = new Option<DateOnly?>("--today") { Description = "The day around which the register lies; the machine's when not given." };
        var command = new Command("sample", "Writes a synthetic register that the import takes.") { file, certificates, seed, today };
        command.SetAction((parsed, cancellation) => Run(parsed.GetValue(file)!, parsed.GetValue(certificates), parsed.GetValue(seed),
            parsed.GetValue(today) ?? ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow())));
        return command;
    }

    private static async Task<int> Run(FileInfo file, int certificates, int seed, DateOnly today)
    {
        await using (var writer = RowWriter.Create(file))
        {
            foreach (var (person, certificate) in SampleRegister.Make(certificates, seed, today))
                await writer.Write(RegisterRow.Of(person, certificate));
        }
        await Console.Out.WriteLineAsync($"{certificates} certificates written to {file.FullName}");
        return 0;
    }
}
