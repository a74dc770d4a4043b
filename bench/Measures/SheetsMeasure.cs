using System.Diagnostics;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Sheets;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// What a voucher costs: time on one core and bytes a format, one after the other, after a warm-up, beside deflating
/// the picture's own scan lines. Each has another name, of characters that were not drawn before.
/// </summary>
internal static class SheetsMeasure
{
    private const int Runs = 200;

    public static async Task Run(Settings settings)
    {
        using var renderer = new SheetRenderer(FontPlaces.Of(null));
        var deflated = DeflatedPixels.Milliseconds(await Drawn(renderer, SheetFormat.Png, -1), Runs);
        Console.WriteLine($"the picture's own scan lines, deflated at level 1: {deflated:F2} ms\n");
        Console.WriteLine("| sheet | ms (median) | by deflating | p99 ms | bytes | allocated kB |\n"
            + "|---|---:|---:|---:|---:|---:|");
        foreach (var format in Enum.GetValues<SheetFormat>())
        {
            var times = new List<double>();
            ReadOnlyMemory<byte> content = default;
            for (var i = 0; i < Runs / 4; i++) await Drawn(renderer, format, -1);
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Runs; i++)
            {
                var began = Stopwatch.GetTimestamp();
                content = await Drawn(renderer, format, i);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / Runs / 1024;
            times.Sort();
            Console.WriteLine(
                $"| {format} | {times[Runs / 2]:F1} | {times[Runs / 2] / deflated:F2} | {times[Runs * 99 / 100]:F1} | "
                + $"{content.Length:N0} | {allocated:N0} |");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> Drawn(SheetRenderer renderer, SheetFormat format, int n) =>
        await renderer.Print(Of(n), format) switch
        {
            Print.Made made => made.Content,
            Print.No no => throw new InvalidOperationException(no.Refusal.Detail.En),
            _ => throw new InvalidOperationException("Unknown outcome of a print."),
        };

    /// <summary>A name of three characters, of the common ones and of those behind them.</summary>
    private static Sheet Of(int n)
    {
        var name = string.Concat(Enumerable.Range(0, 3).Select(i => (char)('\u4E00' + (n + 1) * 83 + i * 29)));
        return _voucher with { Rows = _voucher.Rows.SetItem(0, new SheetRow(new("姓名", "Name"), name)) };
    }

    private static readonly Sheet _voucher = new()
    {
        Name = "voucher", Title = new("诚信考核凭证", "Integrity assessment voucher"), Paper = Paper.A5,
        Stamp = new SheetStamp(
            "https://licences.example.cn/v/" + new string('a', 221), "https://licences.example.cn/v",
            DateTimeOffset.UnixEpoch),
        Rows = [.. Enumerable.Range(1, 12).Select(n => new SheetRow(
            new LocalText($"从业资格类别{n}", $"Kind {n}"),
            new LocalText("道路旅客运输驾驶员，郑州货运一公司", "Passenger driver of a company in Zhengzhou")))],
    };
}
