using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>/desk/vehicles/{id}: a vehicle, and what its authority records or orders about it.</summary>
internal static class VehicleRecord
{
    private const string Base = "/desk/vehicles";

    public static RecordKind Kind { get; } = new(Base, Roles.Officer, Read, Acts());

    private static async Task<Result<RecordModel>> Read(RecordAsked asked)
    {
        var (shown, refusal) = await asked.Reads.Vehicle(asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var view = shown!.View;
        return Of(view, ShanghaiTime.DateOf(asked.Registry.Now), $"{Base}/{view.Id}") with
        {
            Section = Section.Search,
            Back = "/desk/search",
            BackName = new("查询", "Search"),
            Acts = view.Status == CertificateStatus.Cancelled ? [] : Kind.Acts,
            Coming = await asked.Coming(EntityKind.Vehicle),
            History = await asked.History(EntityKind.Vehicle),
        };
    }

    /// <summary>The part of a record that every page about a vehicle has.</summary>
    public static RecordModel Of(VehicleView view, DateOnly today, string path) => new()
    {
        Section = Section.Vehicles, Path = path, Back = "/", BackName = new("返回", "Back"), Today = today,
        Title = new(view.Plate, view.Plate),
        State = view is { Status: CertificateStatus.Valid, Review.Overdue: true }
            ? new("年审逾期", "Review overdue") : Statuses.Of(view.Status),
        Look = view.Status == CertificateStatus.Valid ? view.Review is { Overdue: true } ? "carey" : "good" : "bad",
        Facts =
        [
            new(new("车牌颜色", "Plate colour"), SheetWords.Of(view.PlateColour)),
            new(new("运输类别", "Kind"), SheetWords.Of(view.Kind)),
            RecordFact.Of("车辆识别代号", "Identification number", view.Vin),
            RecordFact.Of("道路运输证号", "Certificate number", view.CertificateNumber),
            RecordFact.Of("经营者", "Operator", view.Operator.Name),
            RecordFact.Of("座位", "Seats", view.Seats?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""),
            new(new("营运状态", "Operating status"), ValueNames.Of(view.OperatingStatus)),
            new(new("有效期", "Valid"), Dates.Days(view.ValidFrom, view.ValidTo)),
            new(new("年审", "Annual review"), view.Review is { } review
                ? new($"有效至 {Dates.Day(review.ValidTo).Zh}，{Dates.Day(review.OpensOn).Zh} 起可以申请",
                    $"good until {Dates.Day(review.ValidTo).En}, possible from {Dates.Day(review.OpensOn).En}")
                : new("", "")),
            new(new("技术等级", "Technical grade"),
                view.Technical is { } technical ? SheetWords.Of(technical.Grade) : new("", "")),
        ],
        Lists =
        [
            new(new("违章", "Violations"), [.. view.Violations.Select(one => new RecordFact(
                new($"{Dates.Day(one.On).Zh} {one.Note}", $"{Dates.Day(one.On).En} {one.Note}"),
                new("未处理", "not settled")))]),
        ],
        Choices = RecordChoices.None.Add("violationId", [.. view.Violations.Select(one => (one.Id,
            new LocalText($"{Dates.Day(one.On).Zh} {one.Note}", $"{Dates.Day(one.On).En} {one.Note}")))]),
    };

    private static ImmutableArray<Act> Acts() =>
    [
        Act.Of(EntityKind.Vehicle, "status", new("设置营运状态", "Set the operating status"),
            new("不在“营运”的车辆不能备案包车，也不能年审。", "A vehicle that is not in operation can neither be filed nor reviewed."),
            [
                new("status", new("营运状态", "Operating status"), ActInput.Choice)
                {
                    Choices = ValueNames.Of(ValueNames.Of, OperatingStatus.Operating, OperatingStatus.Suspended,
                        OperatingStatus.ReportedLost, OperatingStatus.OwnerTransferred,
                        OperatingStatus.RegistrationMoved, OperatingStatus.ClosedDown, OperatingStatus.Other),
                },
                new("reason", new("原因", "Reason"), ActInput.Lines),
            ],
            read => new SetOperatingStatus(read.Choice<OperatingStatus>("status"), read.TextOrNull("reason"))),
        Act.Of(EntityKind.Vehicle, "technical-grade", new("记录技术等级", "Record the technical grade"),
            new("结论计入年审条件；“不合格”的车辆年审不能通过。", "It counts at the review; a vehicle that did not pass cannot pass it."),
            [
                new("grade", new("等级", "Grade"), ActInput.Choice)
                {
                    Choices = ValueNames.Of<TechnicalGrade>(SheetWords.Of),
                },
                new("on", new("检测日期", "Day"), ActInput.Day),
                new("structureAltered", new("结构及尺寸有变动", "Structure or size altered"), ActInput.Tick),
            ],
            read => new RecordTechnicalGrade(
                read.Choice<TechnicalGrade>("grade"), read.Day("on"), read.Ticked("structureAltered"))),
        Act.Of(EntityKind.Vehicle, "review", new("登记线下年审", "Record a review at the counter"),
            new("客运和危险货物车辆在窗口年审后登记；下一次年审期从这一天起算。",
                "For passenger and dangerous-goods vehicles; the next review counts from this day."),
            [new("on", new("年审日期", "Day"), ActInput.Day)], read => new RecordReview(read.Day("on"))),
        Act.Of(EntityKind.Vehicle, "violations", new("记录违章", "Record a violation"),
            new("未处理的违章使年审不能通过。", "A violation that is not settled keeps the review from passing."),
            [new("on", new("日期", "Day"), ActInput.Day), new("note", new("内容", "What"), ActInput.Lines)],
            read => new RecordVehicleViolation(read.Day("on"), read.Text("note"))),
        Act.Of(EntityKind.Vehicle, "settle", new("违章已处理", "Settle a violation"),
            new("处理后不再妨碍年审。", "Afterwards it is not in the way of the review."),
            [new("violationId", new("违章", "Violation")), new("note", new("说明", "Note"))],
            read => new SettleVehicleViolation(read.Text("violationId"), read.TextOrNull("note"))),
        Act.Of(EntityKind.Vehicle, "cancel", new("依职权注销", "Cancel ex officio"),
            new("道路运输证自今天起失效，在办申请终止，已备案的包车不能再用这辆车；不能恢复。",
                "The certificate ends today, applications are closed, trips lose this vehicle; it cannot be undone."),
            [
                new("ground", new("情形", "Ground"), ActInput.Choice)
                {
                    Choices = ValueNames.Of<VehicleEndGround>(ValueNames.Of),
                },
                new("reason", new("理由和依据", "Reason and article"), ActInput.Lines),
            ],
            read => new CancelVehicle(read.Choice<VehicleEndGround>("ground"), read.Text("reason")),
            proof: true, ends: true),
    ];
}
