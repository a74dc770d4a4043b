using System.Collections.Frozen;
using System.Globalization;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>
/// Colour of a number plate (车牌颜色). The numbers are the codes of JT/T 697.7, item 5.4.12 (rules.md D.6), and frozen.
/// </summary>
public enum PlateColour
{
    /// <summary>Blue (蓝): small vehicles.</summary>
    Blue = 1,

    /// <summary>Yellow (黄): large vehicles, trailers, training.</summary>
    Yellow = 2,

    /// <summary>Black (黑): Hong Kong and Macao entry, foreign-owned.</summary>
    Black = 3,

    /// <summary>White (白): police.</summary>
    White = 4,

    /// <summary>Green (绿): used for small new-energy vehicles by systems that have no code for the gradient.</summary>
    Green = 5,

    /// <summary>Any other (其他).</summary>
    Other = 9,

    /// <summary>Blue of farm vehicles (农蓝).</summary>
    FarmBlue = 90,

    /// <summary>Yellow of farm vehicles (农黄).</summary>
    FarmYellow = 91,

    /// <summary>Green of farm vehicles (农绿).</summary>
    FarmGreen = 92,

    /// <summary>Yellow and green (黄绿双拼): large new-energy vehicles.</summary>
    YellowGreen = 93,

    /// <summary>Green fading to white (渐变绿): small new-energy vehicles.</summary>
    GradientGreen = 94,
}

/// <summary>Plate colours as text.</summary>
public static class PlateColours
{
    private static readonly FrozenDictionary<string, PlateColour> ByText = Enum.GetValues<PlateColour>()
        .SelectMany(colour => new[] { (Text: Name(colour), colour), (Text: Code(colour), colour) })
        .ToFrozenDictionary(pair => pair.Text, pair => pair.colour, StringComparer.Ordinal);

    /// <summary>
    /// The colour for a name (<c>blue</c>, <c>yellowGreen</c>) or a D.6 code (<c>1</c>, <c>93</c>), written exactly so;
    /// null for anything else.
    /// </summary>
    public static PlateColour? Parse(string? text) =>
        text is not null && ByText.TryGetValue(text, out var colour) ? colour : null;

    /// <summary>The name on the wire, in camel case: <c>gradientGreen</c>.</summary>
    public static string Name(PlateColour colour)
    {
        var name = colour.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>The code of rules.md D.6, without leading zeros: <c>94</c>.</summary>
    public static string Code(PlateColour colour) => ((int)colour).ToString(CultureInfo.InvariantCulture);
}
