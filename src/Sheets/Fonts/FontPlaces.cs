using System.Collections.Immutable;

namespace OrleansRegistry.Sheets.Fonts;

/// <summary>
/// Where fonts are looked for. Read when the first sheet is drawn, so that a font installed before then is found
/// without a restart.
/// </summary>
public sealed class FontPlaces
{
    private static readonly ImmutableArray<string> _chinese =
    [
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    ];

    // DroidSansFallbackFull has neither Latin letters nor digits.
    private static readonly ImmutableArray<string> _latin =
    [
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    ];

    private readonly ImmutableArray<string> _configured;
    private readonly ImmutableArray<string> _default;
    private readonly Lock _gate = new();
    private FontStack? _stack;

    private FontPlaces(ImmutableArray<string> configured, ImmutableArray<string> @default) =>
        (_configured, _default) = (configured, @default);

    /// <summary>
    /// The font in a setting (Registry__Font), followed by the default ones of Debian; null or empty: only these.
    /// </summary>
    public static FontPlaces Of(string? setting) =>
        new(string.IsNullOrWhiteSpace(setting) ? [] : [setting.Trim()], [.. _chinese, .. _latin]);

    /// <summary>Only these files; every one must exist.</summary>
    public static FontPlaces Only(params ReadOnlySpan<string> files) => new([.. files], []);

    /// <summary>
    /// The fonts. Throws <see cref="BadFontException"/> if there is none, or if the one in the setting cannot be read.
    /// </summary>
    internal FontStack Stack()
    {
        lock (_gate) return _stack ??= Read();
    }

    private FontStack Read()
    {
        var faces = _configured.Select(Read).Concat(_default.Where(File.Exists).Select(Read)).ToImmutableArray();
        // A font with Latin letters alone cannot be used: every sheet would fail on its first character.
        if (faces.Length == 0 || !faces.Any(face => face.GlyphOf(new('证')) > 0))
            throw new BadFontException(faces.Length == 0 ? "none found" : "none with Chinese characters found");
        return new FontStack(faces);
    }

    private static FontFace Read(string file)
    {
        try
        {
            return FontFace.Read(File.ReadAllBytes(file), file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or BadFontException)
        {
            throw new BadFontException(
                $"{Path.GetFileName(file)}: {(fault is BadFontException ? fault.Message : "cannot be read")}");
        }
    }
}
