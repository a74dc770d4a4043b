using System.Globalization;
using System.Text.Json.Nodes;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Sides;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Bench.Registers;

/// <summary>
/// Operators of Zhengzhou with freight vehicles whose annual review may be applied for, as rows to be imported beside
/// the certificates: who files in a measure needs something to file for, once a vehicle.
/// </summary>
/// <param name="Operators">Keys of the operators.</param>
/// <param name="Vehicles">Keys of the vehicles; the n-th is of operator n modulo their number.</param>
internal sealed record Fleet(IReadOnlyList<string> Operators, IReadOnlyList<string> Vehicles)
{
    /// <summary>An account may have four uploads under way, a silo twenty.</summary>
    private const int Owners = 16;

    private const string Authority = "410100";

    /// <summary>Adds them to a register that no process has open.</summary>
    public static async Task<Fleet> Import(Side side, string folder, string? database, int vehicles)
    {
        var (file, receipt) = (Path.Combine(folder, "fleet.jsonl"), Path.Combine(folder, "fleet.csv"));
        var today = ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow());
        var rows = Enumerable.Range(0, Owners).Select(Operator)
            .Concat(Enumerable.Range(0, vehicles).Select(n => Vehicle(n, today)));
        await File.WriteAllLinesAsync(file, rows);
        await side.Run(["import", file, "--data", folder, "--receipt", receipt], database);
        var keys = File.ReadLines(receipt).Select(line => line.Split(','))
            .Where(fields => fields is [_, "registered", ..]).Select(fields => fields[2]).ToArray();
        return keys.Length == Owners + vehicles ? new Fleet(keys[..Owners], keys[Owners..])
            : throw new InvalidOperationException($"{keys.Length} rows of {Owners + vehicles} were registered");
    }

    /// <summary>The session of an account of each operator.</summary>
    public async Task<string[]> SignIn(Server server)
    {
        var sessions = new List<string>();
        foreach (var id in Operators) sessions.Add(await Officer.SignInFor(server, id));
        return [.. sessions];
    }

    private static string CodeOf(int owner) =>
        CreditCode.Complete(Numbered("91410100MF", owner, 6));

    private static string Operator(int n) => new JsonObject
    {
        ["operator"] = new JsonObject
        {
            ["creditCode"] = CodeOf(n), ["name"] = $"测量货运{n}号公司", ["authority"] = Authority,
            ["permits"] = new JsonArray(new JsonObject
            {
                ["permitNumber"] = Numbered("豫交运管许可郑字4101", n + 90_000_000, 8) + "号",
                ["scopes"] = new JsonArray("generalFreight"), ["validFrom"] = "2024-01-01",
                ["validTo"] = "2035-12-31", ["bound"] = true,
            }),
        },
    }.ToJsonString();

    /// <summary>Reviewed a year ago but ten days, so that the window is open; certified a year before that.</summary>
    private static string Vehicle(int n, DateOnly today)
    {
        var reviewedOn = today.AddDays(10).AddYears(-1);
        return new JsonObject
        {
            ["vehicle"] = new JsonObject
            {
                ["creditCode"] = CodeOf(n % Owners), ["kind"] = "generalFreight",
                ["plate"] = Numbered($"豫{(char)('C' + (n / 100_000))}", n % 100_000, 5), ["plateColour"] = "yellow",
                ["vin"] = Vin.Complete(Numbered("LZYTDTE6N", n, 7)),
                ["certificateNumber"] = Numbered("4101", n + 50_000_000, 8), ["authority"] = Authority,
                ["validFrom"] = Day(reviewedOn.AddYears(-1)), ["reviewedOn"] = Day(reviewedOn),
            },
        }.ToJsonString();
    }

    private static string Numbered(string before, int number, int digits) =>
        before + number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
