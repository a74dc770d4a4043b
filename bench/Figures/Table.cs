using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Bench.Figures;

/// <summary>Something that is measured in each round.</summary>
/// <param name="Name">What and in which unit.</param>
/// <param name="Format">How a number of it is written.</param>
internal sealed record Quantity(string Name, string Format = "0");

/// <summary>
/// What was seen, by case and side; the first quantity is compared: median, range, and that of the first side of the
/// case by that of this.
/// </summary>
/// <param name="title">What was measured.</param>
/// <param name="quantities">Quantities of a round.</param>
internal sealed class Table(string title, params Quantity[] quantities)
{
    private static readonly Quantity _ratio = new("first / this", "0.00");
    private readonly List<Row> _rows = [];

    private sealed record Row(string Case, string Side, List<double[]> Rounds, List<double> Others)
    {
        public double[] Sorted(int quantity) =>
            [.. Rounds.Select(round => round[quantity]).Where(double.IsFinite).Order()];

        public double Median(int quantity) => MiddleOf(Sorted(quantity));
    }

    /// <summary>When the measure began.</summary>
    public DateTimeOffset Begun { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>The load of the machine then.</summary>
    public string LoadBefore { get; } = Machine.Load();

    /// <summary>Keeps a round.</summary>
    /// <param name="case">Under which circumstances: so many connections.</param>
    /// <param name="side">Whose.</param>
    /// <param name="values">A value a quantity; NaN: there is none.</param>
    /// <param name="others">Processors that others kept busy meanwhile.</param>
    public void Add(string @case, string side, double[] values, double others)
    {
        if (values.Length != quantities.Length)
            throw new ArgumentException("a value for each quantity", nameof(values));
        var row = _rows.Find(row => row.Case == @case && row.Side == side);
        if (row is null) _rows.Add(row = new Row(@case, side, [], []));
        row.Rounds.Add(values);
        row.Others.Add(others);
        var seen = values.Zip(quantities, (value, of) => $"{Text(value, of)} {of.Name}");
        Console.Error.WriteLine($"  {@case}, {side}: {string.Join(", ", seen)}, others {others:0.0}");
    }

    /// <summary>The best median of the first quantity of a side over all cases.</summary>
    public double Best(string side) => _rows.Where(row => row.Side == side).Max(row => row.Median(0));

    /// <summary>Prints it as Markdown.</summary>
    public void Print()
    {
        Console.WriteLine($"## {title}\n");
        Console.WriteLine($"| case | side | {quantities[0].Name} (median) | min .. max | {_ratio.Name} | "
            + string.Concat(quantities.Skip(1).Select(of => of.Name + " | ")) + "others' processors (median, most) |");
        Console.WriteLine("|---|---|" + string.Concat(Enumerable.Repeat("---:|", quantities.Length + 3)));
        foreach (var row in _rows)
        {
            var seen = row.Sorted(0);
            var first = _rows.First(other => other.Case == row.Case).Median(0);
            var others = row.Others.Order().ToArray();
            Console.WriteLine($"| {row.Case} | {row.Side} | {Text(row.Median(0), quantities[0])} | "
                + (seen.Length == 0 ? "- | " : $"{Text(seen[0], quantities[0])} .. {Text(seen[^1], quantities[0])} | ")
                + Text(first / row.Median(0), _ratio) + " | "
                + string.Concat(quantities.Skip(1).Select((of, i) => Text(row.Median(i + 1), of) + " | "))
                + string.Create(CultureInfo.InvariantCulture, $"{MiddleOf(others):0.0}, {others[^1]:0.0} |"));
        }
        Console.WriteLine();
    }

    /// <summary>All rounds of it.</summary>
    public JsonObject ToJson() => new()
    {
        ["title"] = title,
        ["rows"] = new JsonArray([.. _rows.Select(row => new JsonObject
        {
            ["case"] = row.Case, ["side"] = row.Side,
            ["quantities"] = new JsonObject(quantities.Select((of, i) =>
                KeyValuePair.Create(of.Name, (JsonNode?)Numbers(row.Rounds.Select(round => round[i]))))),
            ["othersProcessors"] = Numbers(row.Others),
        })]),
    };

    /// <summary>The median of sorted values; between the two in the middle of an even number.</summary>
    private static double MiddleOf(double[] sorted) => sorted.Length == 0 ? double.NaN
        : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static JsonArray Numbers(IEnumerable<double> values) =>
        new([.. values.Select(value => double.IsFinite(value) ? JsonValue.Create(value) : null)]);

    private static string Text(double value, Quantity of) =>
        double.IsFinite(value) ? value.ToString(of.Format, CultureInfo.InvariantCulture) : "-";
}
