using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Number plate, GA 36 (机动车号牌); rules.md E.5.</summary>
/// <remarks>
/// Military, embassy, temporary and farm plates have other shapes and are refused: no vehicle in road transport has
/// one. The limit on letters in the serial is not enforced, as its number is not settled.
/// </remarks>
public static partial class Plate
{
    private const string Provincial = "^[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z]";
    private const string Serial = "[A-HJ-NP-Z0-9]";

    private static readonly SearchValues<char> Latin = SearchValues.Create("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ");
    /// <summary>
    /// The characters that people type for the painted dot: middle dots of any alphabet, bullet, full stop, hyphen.
    /// </summary>
    private static readonly SearchValues<char> Dots =
        SearchValues.Create("\u00B7\u2022\u2027\u2219\u22C5\u30FB\uFF65\u2E31\u2024\u3002.-");

    private static readonly SearchValues<char> Endings = SearchValues.Create("挂学警港澳");

    /// <summary>
    /// Accepts seven characters, or eight of a new-energy vehicle, of one of the types of GA 36. Lower case and spaces
    /// are refused as characters, and so are I and O, which no plate has. A colour that is given must be known and fit
    /// the type.
    /// </summary>
    /// <param name="value">The plate in its stored form, as <see cref="Normalize"/> makes it.</param>
    /// <param name="colour">
    /// A colour that <see cref="PlateColours.Parse"/> reads; null or empty: not given, so not checked.
    /// </param>
    public static IdentifierCheck Check(string? value, string? colour = null)
    {
        if (IdentifierText.Refuses(value, 7, 8, out var fault))
        {
            return IdentifierCheck.Refused(fault);
        }

        if (!HasCharacters(value))
        {
            return IdentifierCheck.Refused(IdentifierFault.Character);
        }

        if (Provinces.ByPlate(value[0]) is null)
        {
            return IdentifierCheck.Refused(IdentifierFault.Prefix);
        }

        if (TypeOf(value) is not { } type)
        {
            return IdentifierCheck.Refused(IdentifierFault.Format);
        }

        return string.IsNullOrEmpty(colour) || (PlateColours.Parse(colour) is { } known && Fits(type, known))
            ? IdentifierCheck.Accepted(value)
            : IdentifierCheck.Refused(IdentifierFault.Colour);
    }

    /// <summary>
    /// Puts a plate, as people write it, into the form in which it is stored and looked up: full-width characters
    /// become plain ones, letters capitals, and spaces and the painted dot are removed, whichever dot was typed
    /// (rules.md H.23). A text that is no plate does not become one.
    /// </summary>
    public static string Normalize(string written) =>
        string.Concat(WrittenNumber.Of(written).Where(c => !Dots.Contains(c)));

    /// <summary>The type that the text tells, or null when it is no plate.</summary>
    public static PlateType? TypeOf(string? plate) => plate switch
    {
        null or { Length: < 7 or > 8 } => null,
        _ when Ordinary().IsMatch(plate) => PlateType.Ordinary,
        _ when NewEnergySmall().IsMatch(plate) => PlateType.NewEnergySmall,
        _ when NewEnergyLarge().IsMatch(plate) => PlateType.NewEnergyLarge,
        _ when Trailer().IsMatch(plate) => PlateType.Trailer,
        _ when Training().IsMatch(plate) => PlateType.Training,
        _ when Police().IsMatch(plate) => PlateType.Police,
        _ when HongKongMacao().IsMatch(plate) => PlateType.HongKongMacao,
        _ => null,
    };

    /// <summary>
    /// The colours that a type may have (rules.md E.5). Plain green is accepted for the gradient, as older systems have
    /// no code for it. Training plates are yellow, small ones may be blue: both are accepted.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The type is not a value of the enum: a bug of the caller.
    /// </exception>
    public static ImmutableArray<PlateColour> ColoursOf(PlateType type) => type switch
    {
        PlateType.Ordinary =>
        [
            PlateColour.Blue, PlateColour.Yellow, PlateColour.Black, PlateColour.Other,
            PlateColour.FarmBlue, PlateColour.FarmYellow, PlateColour.FarmGreen,
        ],
        PlateType.Trailer => [PlateColour.Yellow],
        PlateType.Training => [PlateColour.Yellow, PlateColour.Blue],
        PlateType.Police => [PlateColour.White],
        PlateType.HongKongMacao => [PlateColour.Black],
        PlateType.NewEnergySmall => [PlateColour.GradientGreen, PlateColour.Green],
        PlateType.NewEnergyLarge => [PlateColour.YellowGreen],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown type of plate."),
    };

    private static bool Fits(PlateType type, PlateColour colour) => ColoursOf(type).Contains(colour);

    /// <summary>An unknown Chinese first character is a wrong prefix, not a wrong character: 港A12345.</summary>
    private static bool HasCharacters(string plate) =>
        (plate[0] is >= '\u4e00' and <= '\u9fff' || Latin.Contains(plate[0]))
        && plate.AsSpan(1, plate.Length - 2).Consists(Latin)
        && (Latin.Contains(plate[^1]) || Endings.Contains(plate[^1]));

    [GeneratedRegex(Provincial + Serial + @"{5}\z")]
    private static partial Regex Ordinary();

    /// <summary>D A B C E are pure electric, F G H J K are other.</summary>
    [GeneratedRegex(Provincial + "[A-HJK]" + Serial + @"[0-9]{4}\z")]
    private static partial Regex NewEnergySmall();

    [GeneratedRegex(Provincial + @"[0-9]{5}[A-HJK]\z")]
    private static partial Regex NewEnergyLarge();

    [GeneratedRegex(Provincial + Serial + @"{4}挂\z")]
    private static partial Regex Trailer();

    [GeneratedRegex(Provincial + Serial + @"{4}学\z")]
    private static partial Regex Training();

    [GeneratedRegex(Provincial + Serial + @"{4}警\z")]
    private static partial Regex Police();

    [GeneratedRegex("^粤Z" + Serial + @"{4}[港澳]\z")]
    private static partial Regex HongKongMacao();
}
