using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>The paper size of a sheet.</summary>
[JsonConverter(typeof(CamelCaseNames<Paper>))]
public enum Paper
{
    /// <summary>148 x 210 mm: vouchers.</summary>
    A5 = 1,

    /// <summary>210 x 297 mm: the charter certificate, decisions.</summary>
    A4 = 2,

    /// <summary>The screen of a phone, 9 to 16.</summary>
    Phone = 3,

    /// <summary>297 x 210 mm, landscape: the plate behind the windscreen.</summary>
    A4Across = 4,
}

/// <summary>The file format of a sheet (http.md 3).</summary>
[JsonConverter(typeof(CamelCaseNames<SheetFormat>))]
public enum SheetFormat
{
    /// <summary>A page with text that can be searched, its font embedded as a subset.</summary>
    Pdf = 1,

    /// <summary>A drawing with the glyphs as paths.</summary>
    Svg = 2,

    /// <summary>A picture in shades of grey, 180 dots an inch.</summary>
    Png = 3,
}

/// <summary>One fact on a sheet.</summary>
/// <param name="Label">The label: Chinese, with English beneath.</param>
/// <param name="Value">The fact. A name or a number is the same in both languages and is written once.</param>
public sealed record SheetRow(LocalText Label, LocalText Value)
{
    /// <summary>A fact that is the same in both languages.</summary>
    public SheetRow(LocalText label, string value) : this(label, new LocalText(value, value)) { }
}

/// <summary>What all sheets of one request have besides their facts.</summary>
/// <param name="CodeText">
/// The text of the QR code (empty: none): the address with the token for the verification (A.12). At most 331 bytes,
/// version 13 at level M.
/// </param>
/// <param name="VerifyAt">The address without the token, for people.</param>
/// <param name="AsOf">The instant for which the facts were read, by the legal clock.</param>
public sealed record SheetStamp(string CodeText, string VerifyAt, DateTimeOffset AsOf);

/// <summary>Who issues a sheet. No seal is drawn; its place is empty (docs/adr/0057).</summary>
/// <param name="Label">The label: 发证机关, 核发机关 ...</param>
/// <param name="Name">The authority.</param>
/// <param name="On">The day of issue; null: it is not shown.</param>
public sealed record SheetIssuer(LocalText Label, LocalText Name, DateOnly? On)
{
    /// <summary>What the authority is, on a line of its own beneath its region; null: the name says it.</summary>
    public LocalText? Office { get; init; }
}

/// <summary>
/// A voucher or certificate (凭证) as facts in order, before it is drawn: one model for PDF, SVG and PNG, made from the
/// views that the API answers with. Only the QR code shows what holds now; the sheet shows what held at
/// <see cref="SheetStamp.AsOf"/>.
/// </summary>
public sealed record Sheet
{
    /// <summary>Name of the file without its ending: letters, digits, hyphens and dots.</summary>
    public required string Name { get; init; }

    /// <summary>The title.</summary>
    public required LocalText Title { get; init; }

    /// <summary>The paper.</summary>
    public required Paper Paper { get; init; }

    /// <summary>The facts, top to bottom.</summary>
    public required ImmutableArray<SheetRow> Rows { get; init; }

    /// <summary>QR, address and instant.</summary>
    public required SheetStamp Stamp { get; init; }

    /// <summary>A line beneath the title: another name of the document, or its number; null: none.</summary>
    public LocalText? Subtitle { get; init; }

    /// <summary>Paragraphs before the facts.</summary>
    public ImmutableArray<LocalText> Opening { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Paragraphs after the facts.</summary>
    public ImmutableArray<LocalText> Closing { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Who issues it, beside the empty place for the seal; null: no issuer and no such place.</summary>
    public SheetIssuer? Issuer { get; init; }

    /// <summary>True: there is a place for a portrait, empty without <see cref="Portrait"/>.</summary>
    public bool HasPortrait { get; init; }

    /// <summary>The portrait as a JPEG or PNG; empty: there is none.</summary>
    public ReadOnlyMemory<byte> Portrait { get; init; }

    /// <summary>
    /// The text at the foot of a sheet that proves nothing, such as a list; null: the sheet is a proof.
    /// </summary>
    public LocalText? OwnNote { get; init; }

    /// <summary>The text beside the QR code: the day of the sheet, and where to verify it.</summary>
    public LocalText Note => OwnNote ?? (Stamp.CodeText.Length == 0 ? Letter : Proof);

    private LocalText Proof => new(
        $"本凭证载明截至{SheetWords.Minute(Stamp.AsOf)}（北京时间）的登记内容；当前是否有效，以扫描二维码核验的结果为准。核验地址：{Stamp.VerifyAt}",
        $"This sheet says what the register held at {SheetWords.Minute(Stamp.AsOf)} (Beijing time). "
            + "What holds now is told by the code alone: scan it.");

    private LocalText Letter => new(
        $"本文书按截至{SheetWords.Minute(Stamp.AsOf)}（北京时间）的登记内容生成；经办机关加盖印章后送达。",
        $"Made from what the register held at {SheetWords.Minute(Stamp.AsOf)} (Beijing time); "
            + "it is served with the authority's seal.");
}
