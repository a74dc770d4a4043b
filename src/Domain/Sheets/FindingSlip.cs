using System.Collections.Immutable;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>
/// The paper that a driver gets at the roadside (路检情况告知单): what an officer has recorded, and how to object. It is no
/// penalty and changes nothing.
/// </summary>
public static class FindingSlip
{
    /// <summary>The slip of a finding.</summary>
    public static Sheet Of(FindingView finding, DateTimeOffset asOf) => new()
    {
        Name = $"roadside-finding-{finding.Id}",
        Title = new("路检情况告知单", "Notice of a finding at the roadside"),
        Subtitle = new($"编号 {finding.Id}", $"No. {finding.Id}"),
        Paper = Paper.A5,
        Stamp = new SheetStamp("", "", asOf), // A notice proves nothing, so it has no code.
        Rows =
        [
            new(new("情形", "Finding"), FindingWords.Of(finding.Finding)),
            new(new("号牌", "Plate"), PlateOf(finding)),
            .. CarrierOf(finding),
            new(new("记录时间", "Recorded"), SheetWords.Minute(finding.At)),
            new(new("执法人员的说明", "In the officer's words"), finding.Note),
            new(new("管辖机关", "Authority"), SheetWords.Authority(finding.Authority)),
        ],
        Closing =
        [
            new("本告知单只说明路检时记录的情况，不是行政处罚决定，也不改变任何证件的效力。",
                "This says what was recorded at the roadside. It is no penalty and changes no certificate."),
            new($"有异议的，可以登录后在“路检记录”中对本记录提出，也可以向上列机关当面提出；机关在 {ObjectionMachine.AnswerWorkingDays} 个工作日内答复。",
                "Who disagrees objects to it after signing in, under \"Roadside findings\", or at the authority; it "
                + $"answers within {ObjectionMachine.AnswerWorkingDays} working days."),
            new("执法人员签名：", "Signature of the officer:"),
            new("当事人签名：", "Signature of the driver:"),
        ],
        OwnNote = new(
            $"按截至{SheetWords.Minute(asOf)}（北京时间）的记录生成。",
            $"Made from the record as of {SheetWords.Minute(asOf)} (Beijing time)."),
    };

    private static LocalText PlateOf(FindingView finding) => finding.Plate is { } plate
        ? new LocalText(plate, plate) : new LocalText("未记录", "not recorded");

    private static ImmutableArray<SheetRow> CarrierOf(FindingView finding) =>
        finding.Carrier is { } carrier ? [new(new("承运人", "Carrier"), carrier.Name)] : [];
}
