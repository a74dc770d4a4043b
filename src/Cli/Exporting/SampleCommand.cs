using System.CommandLine;
using OrleansRegistry.Cli.Rows;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Infrastructure.Samples;

namespace OrleansRegistry.Cli.Exporting;

/// <summary><c>registry sample</c>: a synthetic register, the same for the same sizes, seed and day.</summary>
internal static class SampleCommand
{
    private const int FleetDefault = 10;

    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "Where to: .jsonl, or .csv for certificates alone." };
        var certificates = new Option<int>("--certificates")
        {
            Description = "How many.", DefaultValueFactory = _ => 1000,
        };
        var operators = new Option<int>("--operators")
        {
            Description = "How many operators, with permits and drivers.",
        };
        var vehicles = new Option<int?>("--vehicles")
        {
            Description = $"How many vehicles; {FleetDefault} an operator when not given.",
        };
        var without = new Option<bool>("--without-trips")
        {
            Description = "For a running registry, where trips are filed by their carriers.",
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Another seed, another register.", DefaultValueFactory = _ => 1,
        };
        var today = new Option<DateOnly?>("--today")
        {
            Description = "The day around which the register lies; the machine's when not given.",
        };
        foreach (var size in (Option[])[certificates, operators, vehicles])
        {
            size.Validators.Add(given =>
            {
                if (given.Tokens.Any(token => token.Value.StartsWith('-')))
                    given.AddError($"{size.Name} is not below 0");
            });
        }
        var command = new Command(
            "sample", "Writes a synthetic register that the import takes: a province in all situations.")
        {
            file, certificates, operators, vehicles, without, seed, today,
        };
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetValue(file)!, parsed.GetValue(certificates), parsed.GetValue(operators),
            parsed.GetValue(vehicles), !parsed.GetValue(without), parsed.GetValue(seed),
            parsed.GetValue(today) ?? ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow()), cancellation));
        return command;
    }

    private static async Task<int> Run(
        FileInfo file,
        int certificates,
        int operators,
        int? vehicles,
        bool trips,
        int seed,
        DateOnly today,
        CancellationToken cancellation)
    {
        var fleet = vehicles ?? operators * FleetDefault;
        if (RowFormats.IsCsv(file) && operators + fleet > 0)
            throw new InvalidDataException("A CSV file holds certificates alone: use .jsonl.");
        if (operators == 0 && fleet > 0)
            throw new InvalidDataException("Vehicles belong to operators: give --operators too.");
        var province = new SampleProvince(certificates, operators, fleet, seed, today);
        var trip = 0;
        await using (var writer = RowWriter.Create(file))
        {
            var rows = province.Certificates().Select(
                Row (made) => new CertificateLine(CertificateRow.Of(made.Person, made.Certificate)))
                .Concat(province.Operators().Select(made => new OperatorLine(made)))
                .Concat(province.Vehicles().Select(made => new VehicleLine(made)))
                .Concat(trips ? province.Trips().Select(made => new TripLine(made)) : []);
            foreach (var row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                if (row is TripLine) trip++;
                await writer.Write(row);
            }
        }
        await Console.Out.WriteLineAsync(
            $"{certificates} certificates, {operators} operators, {fleet} vehicles, {trip} charter trips "
            + $"written to {file.FullName}");
        return 0;
    }
}
