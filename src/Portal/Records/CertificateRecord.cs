using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Portal.Desk;
using OrleansRegistry.Portal.My;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>/desk/certificates/{id}: a certificate, and what its authority records or orders about it.</summary>
internal static class CertificateRecord
{
    private const string Base = "/desk/certificates";

    /// <summary>The points of breaches (D.2).</summary>
    private static readonly string[] _points = ["20", "10", "5", "3", "1"];

    public static RecordKind Kind { get; } = new(Base, Roles.Officer, Read, Acts());

    private static async Task<Result<RecordModel>> Read(RecordAsked asked)
    {
        var (loaded, refusal) = await asked.Reads.Find(EntityKind.Certificate, asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var card = CertificateCard.Of(loaded!, asked.Reads.ContextOf(loaded!));
        var view = card.View;
        return new RecordModel
        {
            Section = Section.Search, Path = $"{Base}/{view.Id}", Back = "/desk/search",
            BackName = new("查询", "Search"), Today = card.Today,
            Title = new($"{SheetWords.Of(view.Kind).Zh} · {view.Holder.Name}",
                $"{SheetWords.Of(view.Kind).En} · {view.Holder.Name}"),
            State = Statuses.Of(view.Status), Look = view.Status == CertificateStatus.Valid ? "good" : "bad",
            Facts =
            [
                RecordFact.Of("持证人", "Holder", $"{view.Holder.Name} {view.Holder.IdentityNumber}",
                    await asked.PersonPath(view.Holder.Id)),
                RecordFact.Of("证号", "Number", view.CertificateNumber.Shown),
                RecordFact.Of("服务单位", "Service unit", view.ServiceUnit),
                new(new("发证机关", "Authority"), Authorities.Of(view.Authority)),
                RecordFact.Of("初次领取", "First issued", view.FirstIssuedOn),
                new(new("有效期", "Valid"), Dates.Days(view.ValidFrom, view.ValidTo)),
                new(new("注销原因", "Cancelled because"),
                    view.StatusReason is { } ground ? Statuses.Of(ground) : new("", "")),
                new(new("上次考核等级", "Last grade"),
                    view.Assessment is { } last ? SheetWords.Of(last.LastGrade) : new("", "")),
                new(new("本周期", "This cycle"), view.Assessment is { } now
                    ? new($"第 {now.Cycle} 周期，记 {now.Points} 分", $"No. {now.Cycle}, {now.Points} points") : new("", "")),
                new(new("在办", "Under way"),
                    view.OpenApplication is { } under ? ServiceTitles.Of(under.Service) : new("", ""),
                    view.OpenApplication is { } open ? CasePage.PathOf(open.Id) : null),
            ],
            Services = view.Status == CertificateStatus.Cancelled ? []
                : (await asked.Reads.Services(EntityKind.Certificate, view.Id, asked.Cancellation)).Value,
            ServicesFor = new("本人到窗口、没有手机的，由经办人代为提交，并打印回执。",
                "For a holder who comes to the counter and has no phone: you hand it in and print a receipt."),
            Coming = card.Coming, Acts = view.Status == CertificateStatus.Cancelled ? [] : Kind.Acts,
            History = await asked.History(EntityKind.Certificate),
        };
    }

    private static ImmutableArray<Act> Acts() =>
    [
        Act.Of(EntityKind.Certificate, "violations", new("记录违章记分", "Record a violation"),
            new("计入发生日所在的考核周期；记满 20 分的，考核为不合格。",
                "The points count in the cycle of that day; twenty of them make the assessment fail."),
            [
                new("points", new("记分", "Points"), ActInput.Choice)
                {
                    Choices = [.. _points.Select(points => (points, new LocalText(points + " 分", points)))],
                },
                new("on", new("发生日期", "Day of the breach"), ActInput.Day), new("note", new("说明", "Note")),
            ],
            read => new RecordViolation(read.Number("points"), read.Day("on"), read.TextOrNull("note"))),
        Act.Of(EntityKind.Certificate, "education", new("记录继续教育", "Record education"),
            new("学时计入发生日所在的周期。", "The hours count in the cycle of that day."),
            [new("hours", new("学时", "Class hours"), ActInput.Number), new("on", new("完成日期", "Day"), ActInput.Day)],
            read => new RecordEducation(read.Number("hours"), read.Day("on"))),
        Act.Of(EntityKind.Certificate, "reassess", new("重新评定等级", "Assess a cycle again"),
            new("替换已结束周期的等级，持证人收到通知，原凭证失效。",
                "Takes the place of a closed cycle's grade; the holder is notified and the old voucher is void."),
            [
                new("cycle", new("周期", "Cycle"), ActInput.Number),
                new("grade", new("等级", "Grade"), ActInput.Choice)
                {
                    Choices = ValueNames.Of(SheetWords.Of, Grade.AAA, Grade.AA, Grade.A, Grade.B),
                },
                new("reason", new("原因", "Reason"), ActInput.Lines),
            ],
            read => new Reassess(read.Number("cycle"), read.Choice<Grade>("grade"), read.Text("reason"))),
        Act.Of(EntityKind.Certificate, "cancel", new("依职权注销", "Cancel ex officio"),
            new("证件自今天起失效，在办申请一并终止，扫码显示“已失效”，持证人收到通知；除更正引起注销的事实外，不能恢复。",
                "The certificate ends today, its applications are closed, its holder is notified; it cannot be undone "
                + "but by correcting the fact that caused it."),
            [
                new("ground", new("注销情形", "Ground"), ActInput.Choice)
                {
                    Choices = ValueNames.Of(Statuses.Of, CancellationGround.Authority, CancellationGround.Death,
                        CancellationGround.Request, CancellationGround.DrivingLicenceLost),
                },
                new("reason", new("理由和依据", "Reason and article"), ActInput.Lines),
            ],
            read => new CancelCertificate(read.Choice<CancellationGround>("ground"), read.Text("reason")),
            proof: true, ends: true),
    ];
}
