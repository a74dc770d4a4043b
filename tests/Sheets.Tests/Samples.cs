using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;

namespace OrleansRegistry.Sheets.Tests;

/// <summary>Sheets as the domain makes them, with names that are hard to set.</summary>
internal static class Samples
{
    public const string Holder = "阿卜杜热合曼·买买提明·吐尔逊江·艾合买提江";
    private const string Address = "https://licences.example.cn/v";

    /// <summary>As much as version 13 at level M holds: 331 bytes; a token with its address is shorter.</summary>
    public static readonly string LongestCode =
        Address + "/" + string.Concat(Enumerable.Repeat("eyJhbGciOiJ", 28))[..301];

    /// <summary>A card with everything that a card can have, for any paper.</summary>
    public static Sheet Card(Paper paper, ReadOnlyMemory<byte> portrait = default) => Voucher() with
    {
        Name = "certificate-Q-1",
        Paper = paper,
        HasPortrait = true,
        Portrait = portrait,
        Issuer = new(new("发证机关", "Issued by"), new("河南 410100", "河南 410100"), new DateOnly(2026, 2, 13)),
    };

    public static Sheet Voucher(string holder = Holder, string? code = null) => new()
    {
        Name = "assessment-voucher-Q-1.1",
        Title = new("诚信考核凭证", "Integrity assessment voucher"),
        Paper = Paper.A5,
        Stamp = new SheetStamp(code ?? LongestCode, Address, new DateTimeOffset(2026, 2, 13, 1, 0, 0, TimeSpan.Zero)),
        Rows =
        [
            new(new("姓名", "Name"), holder),
            new(new("身份证件号码", "Identity number"), "4101**********1234"),
            new(new("从业资格类别", "Kind"), new LocalText("道路旅客运输驾驶员", "Passenger driver")),
            new(new("考核等级", "Grade"), new LocalText("AAA（优良）", "AAA, excellent")),
        ],
    };

    /// <summary>A plate with more places on the way than a page has room for at full size.</summary>
    public static Sheet Plate(int places) => Voucher() with
    {
        Name = "charter-certificate-T-1",
        Title = new("省际包车客运标志牌（电子）", "Interprovincial charter plate (electronic)"),
        Paper = Paper.A4,
        Rows =
        [
            .. Voucher().Rows,
            new(
                new("主要途经地", "Via"),
                string.Join('、', Enumerable.Range(1, places).Select(n => $"西双版纳傣族自治州第{n}站"))),
        ],
    };

    /// <summary>A renderer with the default fonts; the test is skipped where there are none.</summary>
    public static SheetRenderer Renderer()
    {
        Assert.SkipUnless(File.Exists(Tools.WenQuanYi)
            || (File.Exists(Tools.Droid) && File.Exists(Tools.DejaVu)), "no Chinese font is installed");
        return new SheetRenderer(Fonts.FontPlaces.Of(null));
    }

    public static async Task<ReadOnlyMemory<byte>> Drawn(
        this SheetRenderer renderer, Sheet sheet, SheetFormat format) =>
        await renderer.Print(sheet, format) switch
        {
            Print.Made made => made.Content,
            Print.No no => throw new InvalidOperationException(no.Refusal.Detail.En),
            _ => throw new InvalidOperationException(),
        };

    public static async Task<Refusal> Refused(this SheetRenderer renderer, Sheet sheet) =>
        Assert.IsType<Print.No>(await renderer.Print(sheet, SheetFormat.Pdf)).Refusal;
}
