using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>
/// A railway driver: for the enterprise under /employer/drivers, for exam centre and administration under
/// /desk/rail-licences.
/// </summary>
internal static class RailRecord
{
    private static readonly ActField _reason = new("reason", new("理由和依据", "Reason and article"), ActInput.Lines);

    /// <summary>For the enterprise that employs the driver.</summary>
    public static RecordKind OfEmployer { get; } = new("/employer/drivers", Roles.Employer,
        asked => Read(asked, "/employer/drivers", new("驾驶人员", "Drivers"), EmployerActs), EmployerActs);

    /// <summary>For exam centre and administration.</summary>
    public static RecordKind National { get; } = new(
        "/desk/rail-licences", Roles.ExamCentre | Roles.Administration,
        asked => Read(asked, "/desk/rail-licences", new("铁路驾驶人员", "Railway drivers"), NationalActs), NationalActs);

    private static ImmutableArray<Act> EmployerActs => field.IsDefault ? field =
    [
        Act.Of(EntityKind.RailLicence, "report", new("报告情形", "Report a finding"),
            new("自发现之日起 30 日内须报告；考试中心和国家铁路局据此撤销或注销。",
                "Due within 30 days of the discovery; the licence may be revoked or cancelled for it."),
            [
                new("ground", new("情形", "Case"), ActInput.Choice)
                {
                    Choices = ValueNames.Of(ValueNames.Of, RailGround.FraudOrBribery, RailGround.StaffFault,
                        RailGround.OtherRevocation, RailGround.DeathOrIncapacity, RailGround.OtherCancellation),
                },
                new("discoveredOn", new("发现日期", "Discovered on"), ActInput.Day),
                new("later", new("先记录，以后报告", "Record it now, report it later"), ActInput.Tick),
            ],
            read => new RecordFinding(
                read.Choice<RailGround>("ground"), read.Day("discoveredOn"), !read.Ticked("later"))),
        Act.Of(EntityKind.RailLicence, "report-finding", new("报告已记录的情形", "Report what was recorded"),
            new("报告送达考试中心和国家铁路局。", "The report goes to the exam centre and the administration."),
            [new("findingId", new("情形", "Finding"))],
            read => new ReportFinding(read.Text("findingId"))),
        Study,
        Retirement,
        Act.By("unlink", new("解除关联", "End the link"),
            new("此人不再是本单位驾驶人员；在办的初审仍由本单位完成。", "No longer a driver of yours; what you review stays with you."), [],
            run => EntityId.TryParse(EntityKind.RailLicence, run.Id, out var career)
                ? run.Registry.Execute(career, run.Form.Envelope(
                    new UnlinkEmployer(run.Page.Actor.EmployerKey ?? "")))
                : Task.FromResult<Domain.Ports.Answer>(new Domain.Ports.Answer.No(Refusals.NotFound())), ends: true),
    ] : field;

    private static ImmutableArray<Act> NationalActs => field.IsDefault ? field =
    [
        Retirement, Study,
        Act.By("employer", new("关联企业", "Link to an enterprise"),
            new("机关直接关联，不需要本人确认。", "Linked at once, without the driver's consent."),
            [
                new("employerId", new("企业", "Enterprise"), ActInput.Text,
                    new("完整名称或统一社会信用代码", "Its whole name or credit code")),
                new("unit", new("子级单位的名称（不填为企业本级）", "Its unit; the enterprise itself when not given")),
            ], LinkTo),
        Act.By("correct", new("更正登记", "Correct the record"),
            new("同一机关的另一名经办人复核后生效；不填的不变。",
                "A second officer of the same office has to confirm; what is left out stays."),
            [
                new("number", new("正确的证号", "The right number")),
                new("classes", new("正确的全部准驾机型", "All classes that are right"), ActInput.Text,
                    new("用空格隔开，例如 J1 J5", "With spaces between, such as J1 J5")),
                new("validFrom", new("正确的有效期起", "The right first day"), ActInput.Day),
                new("validTo", new("正确的有效期止", "The right last day"), ActInput.Day), _reason,
            ], Correct),
        Act.Of(EntityKind.RailLicence, "revoke", new("撤销许可", "Revoke"),
            new("许可自始无效；以欺骗、贿赂取得的，三年内不得再次申请。不能恢复。",
                "Void from the beginning; after fraud no new application for three years. Cannot be undone."),
            [
                new("ground", new("情形", "Ground"), ActInput.Choice)
                {
                    Choices = ValueNames.Of(ValueNames.Of, RailGround.StaffFault, RailGround.FraudOrBribery,
                        RailGround.OtherRevocation),
                }, _reason,
            ],
            read => new RevokeRailLicence(read.Choice<RailGround>("ground"), read.TextOrNull("reason")),
            proof: true, ends: true),
        Act.Of(EntityKind.RailLicence, "cancel", new("注销许可", "Cancel"),
            new("驾驶证自今天起失效，在办申请终止。不能恢复。", "The licence ends today, applications are closed. Cannot be undone."),
            [
                new("ground", new("情形", "Ground"), ActInput.Choice)
                {
                    Choices = ValueNames.Of(
                        ValueNames.Of, RailGround.DeathOrIncapacity, RailGround.OtherCancellation),
                }, _reason,
            ],
            read => new CancelRailLicence(read.Choice<RailGround>("ground"), read.TextOrNull("reason")),
            proof: true, ends: true),
    ] : field;

    private static async Task<Domain.Ports.Answer> LinkTo(ActRun run)
    {
        var called = await run.Registry.As(run.Page.Actor).PartiesCalled(
            EntityKind.Employer, run.Read.Text("employerId"), run.Read.TextOrNull("unit"));
        if (called is not [var party])
            return new Domain.Ports.Answer.No(Refusals.Malformed(called.IsEmpty
                ? Refusals.Fault("employerId", "没有登记该企业或子级单位。", "No such enterprise or unit is on the register.")
                : Refusals.Fault("employerId", "有多家同名，请填写统一社会信用代码。", "Several have this name; give the credit code.")));
        return EntityId.TryParse(EntityKind.RailLicence, run.Id, out var career)
            ? await run.Registry.Execute(career, run.Form.Envelope(
                new LinkEmployer(new EmployerLink(party.Entity.Key, party.Unit))))
            : new Domain.Ports.Answer.No(Refusals.NotFound());
    }

    private static async Task<Domain.Ports.Answer> Correct(ActRun run)
    {
        var read = run.Read;
        var (loaded, refusal) = await run.Registry.As(run.Page.Actor).Find(EntityKind.RailLicence, run.Id);
        if (refusal is not null) return new Domain.Ports.Answer.No(refusal);
        var licence = ((RailCareer)loaded!.State).Licence;
        ImmutableArray<HeldClass>? classes = null;
        if (read.TextOrNull("classes") is { } typed)
        {
            var (known, unknown) = HeldClasses.Read(typed, code => HeldClasses.Named(code, licence));
            if (unknown is not null) return new Domain.Ports.Answer.No(unknown);
            classes = known;
        }
        var command = new CorrectRailLicence(read.TextOrNull("number"), classes, read.DayOrNull("validFrom"),
            read.DayOrNull("validTo"), read.Text("reason"));
        return read.Refusal is { } malformed ? new Domain.Ports.Answer.No(malformed)
            : await run.Registry.Execute(loaded.Id, run.Form.Envelope(command));
    }

    private static Act Study => Act.Of(EntityKind.RailLicence, "study", new("记录学习和乘务", "Record study and crew service"),
        new("替换以前记录的内容；申请准驾机型时按此核算。", "Takes the place of what was recorded; classes are counted by it."),
        [
            new("crewMonths", new("机务乘务（月）", "Crew study, months"), ActInput.Number),
            new("crewKm", new("机务乘务（公里）", "Crew study, km"), ActInput.Number),
            new("emuMonths", new("动车组乘务（月）", "EMU crew study, months"), ActInput.Number),
            new("safeCrewKm", new("安全乘务（公里）", "Safe crew mileage, km"), ActInput.Number),
            new("aptitude", new("驾驶适应性测试合格", "The aptitude test was passed"), ActInput.Tick),
        ],
        read => new RecordStudy(new StudyRecord
        {
            AptitudePassed = read.Ticked("aptitude"),
            Experience = new Experience
            {
                CrewMonths = read.NumberOrNull("crewMonths") ?? 0, CrewKm = read.NumberOrNull("crewKm") ?? 0,
                EmuMonths = read.NumberOrNull("emuMonths") ?? 0,
                SafeCrewKm = read.NumberOrNull("safeCrewKm") ?? 0,
            },
        }));

    private static Act Retirement => Act.Of(EntityKind.RailLicence, "retirement",
        new("记录退休日期", "Record the retirement date"), new("驾驶证有效期不晚于这一天。", "No licence is valid beyond that day."),
        [new("retiresOn", new("法定退休日期", "Statutory retirement date"), ActInput.Day)],
        read => new RecordRetirement(read.Day("retiresOn")));

    private static async Task<Result<RecordModel>> Read(
        RecordAsked asked, string path, LocalText back, ImmutableArray<Act> acts)
    {
        var (shown, refusal) = await asked.Reads.RailLicence(asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var view = shown!.View;
        var today = ShanghaiTime.DateOf(asked.Registry.Now);
        return new RecordModel
        {
            Section = Section.RailDrivers, Path = $"{path}/{view.Id}", Back = path, BackName = back, Today = today,
            Title = new(view.Holder.Name, view.Holder.Name), State = ValueNames.Of(view.Status),
            Look = view.Status == RailLicenceStatus.Valid ? "good"
                : view.Status == RailLicenceStatus.None ? "ask" : "bad",
            Facts =
            [
                RecordFact.Of("档案编号", "Id of the record", view.Id),
                RecordFact.Of("证件号码", "Identity number", view.Holder.IdentityNumber.Shown,
                    path.StartsWith("/desk", StringComparison.Ordinal)
                        ? await asked.PersonPath(view.Holder.Id) : null),
                RecordFact.Of("驾驶证号", "Licence number", view.LicenceNumber ?? ""),
                RecordFact.Of("准驾机型", "Classes", string.Join(' ', view.Classes.Select(held => held.Class.ToString()))),
                new(new("有效期", "Valid"), view is { ValidFrom: { } from, ValidTo: { } to }
                    ? Dates.Days(from, to) : new("", "")),
                RecordFact.Of("可换证起", "Renewal from", view.RenewalOpensOn),
                RecordFact.Of("法定退休日期", "Retires on", view.RetiresOn),
                RecordFact.Of("不得申请至", "Banned until", view.BannedUntil),
                new(new("失效原因", "Ended because"),
                    view.StatusReason is { } ground ? ValueNames.Of(ground) : new("", "")),
                RecordFact.Of("子级单位", "Unit", view.Employer?.Unit ?? ""),
                new(new("在办", "Under way"),
                    view.OpenApplication is { } open ? ServiceTitles.Of(open.Service) : new("", "")),
            ],
            Lists = [new(new("情形报告", "Findings"), [.. view.Findings.Select(one => FindingOf(one, today))])],
            Choices = RecordChoices.None.Add("findingId", [.. from one in view.Findings
                                                              where one.ReportedOn is null
                                                              let said = FindingOf(one, today)
                                                              select (one.Id, new LocalText(
                                                                  $"{said.Name.Zh}，{said.Value.Zh}",
                                                                  $"{said.Name.En}, {said.Value.En}"))]),
            Buttons = acts == EmployerActs && await HasAccount(view.Id, asked)
                ? [(new("手机丢失：生成恢复码", "The phone is lost: recovery code"), $"{path}/{view.Id}/phone-recovery")] : [],
            Acts = view.Status == RailLicenceStatus.None
                ? [.. acts.Where(act => act.Name is not ("revoke" or "cancel"))] : acts,
            History = await asked.History(EntityKind.RailLicence),
        };
    }

    /// <summary>True when the reader may vouch for a driver who has lost the phone of an account.</summary>
    private static async ValueTask<bool> HasAccount(string driver, RecordAsked asked) =>
        (await asked.Reads.DriverWithLostPhone(
            asked.Page.Actor.EmployerKey ?? "", driver, asked.Cancellation)).Refusal is null;

    private static RecordFact FindingOf(Finding one, DateOnly today)
    {
        var left = WorkingDays.CalendarWords(one.ReportBy.DayNumber - today.DayNumber);
        return new RecordFact(ValueNames.Of(one.Ground), one.ReportedOn is { } on
            ? new($"{Dates.Day(on).Zh} 已报告", $"reported on {Dates.Day(on).En}")
            : new($"须在 {Dates.Day(one.ReportBy).Zh} 前报告（{left.Zh}）",
                $"to be reported by {Dates.Day(one.ReportBy).En} ({left.En})"));
    }
}
