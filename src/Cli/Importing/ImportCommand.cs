using System.CommandLine;
using System.Text;
using Spectre.Console;

using Command = System.CommandLine.Command;

namespace OrleansRegistry.Cli.Importing;

/// <summary><c>registry import</c>: takes over a register from a file.</summary>
internal static class ImportCommand
{
    private const string Utf8 = "utf-8", Gb18030 = "gb18030";

    public static Command Make()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "Certificates as .csv; certificates, operators and vehicles as .jsonl.",
        };
        var data = RegistryLocation.Data();
        var url = RegistryLocation.Url();
        var user = RegistryLocation.User();
        var dryRun = new Option<bool>("--dry-run") { Description = "Judges every row and changes nothing." };
        var receipt = new Option<FileInfo?>("--receipt")
        {
            Description = "Where the receipt of each row goes; <file>.receipt.csv when not given.",
        };
        var resume = new Option<bool>("--resume") { Description = "Goes on after the last row of the receipt." };
        var encoding = new Option<string>("--encoding")
        {
            Description = "How the file is written: utf-8, or gb18030 (GBK) as older spreadsheets save.",
            DefaultValueFactory = _ => Utf8,
        };
        encoding.AcceptOnlyFromAmong(Utf8, Gb18030);
        var command = new Command(
            "import",
            "Takes over a register: what others name stands before them. "
            + "Every row gets a receipt with its reasons; a row that was taken over before is not taken twice. "
            + "Exit code 1 when rows were refused.")
        {
            file, data, url, user, dryRun, receipt, resume, encoding,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var plan = new ImportPlan(
                parsed.GetValue(file)!,
                parsed.GetValue(receipt) ?? new FileInfo(parsed.GetValue(file)!.FullName + ".receipt.csv"),
                parsed.GetValue(url)?.ToString() ?? parsed.GetValue(data)!.FullName,
                parsed.GetValue(dryRun), parsed.GetValue(resume), EncodingOf(parsed.GetValue(encoding)));
            if (!plan.File.Exists)
            {
                await Console.Error.WriteLineAsync($"There is no file {plan.File.FullName}.");
                return 2;
            }
            return parsed.GetValue(url) is { } address
                ? await OverHttp(plan, address, parsed.GetValue(user), cancellation)
                : await RegistryLocation.Importing(parsed.GetValue(data)!, plan.DryRun,
                    registry => Run(plan, new RowTaker.Into(registry), cancellation), cancellation);
        });
        return command;
    }

    /// <summary>
    /// The encoding of the file. Bytes that are not possible in it become U+FFFD, which no register has.
    /// </summary>
    private static Encoding EncodingOf(string? name) => name == Gb18030
        ? CodePagesEncodingProvider.Instance.GetEncoding(
            Gb18030, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"))!
        : new UTF8Encoding(false, throwOnInvalidBytes: false);

    private static async Task<int> OverHttp(ImportPlan plan, Uri address, string? user, CancellationToken cancellation)
    {
        if (plan.DryRun || user is null)
        {
            await Console.Error.WriteLineAsync(plan.DryRun
                ? "--dry-run works on a stopped registry only."
                : "--url needs --user.");
            return 2;
        }
        using var running = await RunningRegistry.SignIn(address, user, Secret.Read(), cancellation);
        return await Run(plan, new RowTaker.OverHttp(running), cancellation);
    }

    private static async Task<int> Run(ImportPlan plan, RowTaker rows, CancellationToken cancellation)
    {
        ImportTotals totals = null!;
        await AnsiConsole.Progress().Columns(
            new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(plan.File.Name, maxValue: Math.Max(1, plan.File.Length));
                totals = await Importer.Run(plan, rows, at => bar.Value = at, cancellation);
                bar.Value = bar.MaxValue;
            });
        await Console.Out.WriteLineAsync(
            $"{totals.Rows} rows: {totals.Registered} {(plan.DryRun ? "would be registered" : "registered")}, "
            + $"{totals.Already} were there, {totals.Refused} refused.");
        await Console.Out.WriteLineAsync($"Receipt: {plan.Receipt.FullName}");
        return totals.Refused == 0 ? 0 : 1;
    }
}
