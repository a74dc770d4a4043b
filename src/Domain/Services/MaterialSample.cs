using System.Globalization;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>
/// A small sample picture of a material, drawn by this registry: its shape and what must be visible, without a person
/// or a real document.
/// </summary>
public static class MaterialSample
{
    private const int Width = 240, Height = 160;

    /// <summary>What must be visible in it.</summary>
    public static LocalText CaptionOf(MaterialKind kind) => ShapeOf(kind) switch
    {
        Shape.Portrait => new("正面免冠，单色背景，头像居中", "Frontal, bare-headed, plain background, head in the middle"),
        Shape.Card => new("四角完整，文字清晰，不歪斜", "All four corners, readable, straight"),
        Shape.Vehicle => new("车辆斜前方45度，号牌清晰", "From 45 degrees in front, the plate readable"),
        Shape.Video => new("本人正面出镜，照读系统显示的语句", "Facing the camera, the sentence spoken word for word"),
        Shape.Pdf => new("竖版正向，一份材料一个 PDF 文件", "Upright, one paper in one PDF"),
        _ => new("整页入镜，文字清晰，不歪斜", "The whole page, readable, straight"),
    };

    /// <summary>The picture as SVG.</summary>
    public static string SvgOf(MaterialKind kind)
    {
        var caption = CaptionOf(kind);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img">
            <title>{caption.Zh} / {caption.En}</title>
            <rect width="{Width}" height="{Height}" fill="#f4f6f8"/>
            {Drawing(ShapeOf(kind))}
            </svg>
            """;
    }

    private static string Drawing(Shape shape) => shape switch
    {
        Shape.Portrait =>
            """<rect x="75" y="15" width="90" height="126" fill="#c9dcf0" stroke="#345"/>""" + Head(120, 62, 24),
        Shape.Card => Frame(30, 30, 180, 105) + Head(70, 72, 15) + Lines(105, 52, 90, 5),
        Shape.Vehicle => """
            <polygon points="30,110 70,55 165,45 205,75 205,118 70,125" fill="#dde6ee" stroke="#345"/>
            <polygon points="70,55 70,125 30,110" fill="#c3d2df" stroke="#345"/>
            <rect x="36" y="94" width="26" height="10" fill="#ffd24d" stroke="#345"/>
            <circle cx="90" cy="124" r="12" fill="#345"/><circle cx="180" cy="119" r="12" fill="#345"/>
            """,
        Shape.Video => Frame(40, 25, 160, 110) + Head(120, 68, 20)
            + """<circle cx="185" cy="40" r="6" fill="#c22"/>""",
        Shape.Pdf => Frame(75, 12, 90, 136) + Lines(85, 30, 70, 10),
        _ => Frame(35, 20, 170, 120) + Lines(50, 40, 140, 7),
    };

    private static string Frame(int x, int y, int width, int height) => string.Create(
        CultureInfo.InvariantCulture,
        $"""<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="4" fill="#fff" stroke="#345"/>""");

    private static string Head(int x, int y, int radius) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <circle cx="{x}" cy="{y}" r="{radius}" fill="#789"/>
        <path d="M{x - 2 * radius} {y + 3 * radius} a{2 * radius} {2 * radius} 0 0 1 {4 * radius} 0 z" fill="#567"/>
        """);

    private static string Lines(int x, int y, int width, int count) => string.Concat(Enumerable.Range(0, count)
        .Select(i => string.Create(CultureInfo.InvariantCulture,
            $"""<rect x="{x}" y="{y + 12 * i}" width="{width - 20 * (i % 2)}" height="4" fill="#aab"/>""")));

    private static Shape ShapeOf(MaterialKind kind) => kind switch
    {
        MaterialKind.PortraitPhoto or MaterialKind.RailPhoto or MaterialKind.IdentityPortrait => Shape.Portrait,
        MaterialKind.IdentityFront or MaterialKind.IdentityBack or MaterialKind.DrivingLicence
            or MaterialKind.DrivingLicenceDuplicate or MaterialKind.VehicleLicenceFront => Shape.Card,
        MaterialKind.VehiclePhoto45 => Shape.Vehicle,
        MaterialKind.Video => Shape.Video,
        // All other materials of the railway are PDF files (B.5, B.6).
        _ => Catalogue.SubjectOf(kind) == EntityKind.RailLicence ? Shape.Pdf : Shape.Page,
    };

    private enum Shape
    {
        Page,
        Portrait,
        Card,
        Vehicle,
        Video,
        Pdf,
    }
}
