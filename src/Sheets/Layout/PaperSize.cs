using OrleansRegistry.Domain.Sheets;

namespace OrleansRegistry.Sheets.Layout;

/// <summary>A paper size in points, with the sizes that depend on it.</summary>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height; a sheet with much content is longer.</param>
/// <param name="Margin">The distance from the edge to the text.</param>
/// <param name="Module">The side of a QR module: five or six whole pixels of the picture.</param>
/// <param name="Text">The size of the text, relative to A5.</param>
/// <param name="Seal">The diameter of the place for the seal.</param>
internal sealed record PaperSize(
    double Width, double Height, double Margin, double Module, double Text, double Seal)
{
    /// <summary>A portrait's place: 25 x 35 mm.</summary>
    public const double PortraitWidth = 71.2, PortraitHeight = 99.2;

    private static readonly PaperSize _a5 = new(419.6, 595.2, 34, 2.0, 1.0, 104);
    private static readonly PaperSize _a4 = new(595.2, 842.0, 52, 2.4, 1.1, 113);
    private static readonly PaperSize _phone = new(360.0, 640.0, 24, 2.0, 0.95, 84);
    private static readonly PaperSize _across = new(842.0, 595.2, 52, 2.4, 1.3, 113);

    /// <summary>The paper of a sheet.</summary>
    public static PaperSize Of(Paper paper) => paper switch
    {
        Paper.A5 => _a5,
        Paper.A4 => _a4,
        Paper.Phone => _phone,
        Paper.A4Across => _across,
        _ => throw new ArgumentOutOfRangeException(nameof(paper)),
    };
}
