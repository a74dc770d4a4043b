using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OrleansRegistry.Sheets;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// What a camera sees that is held at a printed code: a film of one picture (YUV4MPEG2), which the browser plays in
/// place of its camera over and over.
/// </summary>
internal static partial class CameraFilm
{
    private const int Width = 1280, Height = 960, Module = 10, Frames = 2;
    private const byte Paper = 210, Ink = 40, NoColour = 128, Table = 120;

    /// <summary>Writes the film of the code of <paramref name="text"/>.</summary>
    public static async Task Write(string file, string text)
    {
        var picture = PictureOf(text);
        await using var film = File.Create(file);
        await film.WriteAsync(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"));
        for (var i = 0; i < Frames; i++)
        {
            await film.WriteAsync("FRAME\n"u8.ToArray());
            await film.WriteAsync(picture);
        }
    }

    /// <summary>The brightness of each pixel, then both colours at half the size.</summary>
    private static byte[] PictureOf(string text)
    {
        var drawing = new QrCodes().Draw(text);
        var picture = new byte[Width * Height * 3 / 2];
        picture.AsSpan(0, Width * Height).Fill(Table);
        picture.AsSpan(Width * Height).Fill(NoColour);
        var (left, top) = ((Width - drawing.Side * Module) / 2, (Height - drawing.Side * Module) / 2);
        Fill(0, 0, drawing.Side, drawing.Side, Paper);
        var (x, y) = (0, 0);
        foreach (Match run in Run().Matches(drawing.Path))
        {
            (x, y) = run.Groups["y"].Success ? (Number(run, "x"), Number(run, "y")) : (x + Number(run, "x"), y);
            Fill(x, y, Number(run, "length"), 1, Ink);
            x += Number(run, "length");
        }
        return picture;

        void Fill(int x, int y, int wide, int high, byte shade)
        {
            for (var row = 0; row < high * Module; row++)
                picture.AsSpan((top + y * Module + row) * Width + left + x * Module, wide * Module).Fill(shade);
        }
    }

    private static int Number(Match match, string name) =>
        int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>A run of dark modules in the path of a drawing, at its place or behind the one before it.</summary>
    [GeneratedRegex(@"(?:M(?<x>[0-9]+) (?<y>[0-9]+)\.5|m(?<x>[0-9]+) 0)h(?<length>[0-9]+)")]
    private static partial Regex Run();
}
