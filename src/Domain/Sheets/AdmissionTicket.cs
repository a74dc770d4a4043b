using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>
/// The admission ticket (准考证): who takes which exam, when and where, with the portrait that was handed in. It proves
/// the registration and nothing else, and is compared with the identity card at the exam point.
/// </summary>
public static class AdmissionTicket
{
    /// <summary>
    /// The refusal if there is no ticket; null: there is one, from the acceptance until the application fails.
    /// </summary>
    public static Refusal? Refuses(IApplication application) => application switch
    {
        not RailApplication { Form: RailExamForm } => new Refusal(RefusalCode.NotFound,
            new LocalText("只有初次申请和增驾有准考证。", "Only a first application and an upgrade have an admission ticket.")),
        RailApplication { AcceptedAt: null } => Refusals.WrongState(
            "申请受理后方可打印准考证。", "There is an admission ticket once the application is accepted.")
            with
        { Law = Citations.RailFirst },
        { Status: ApplicationStatus.Refused or ApplicationStatus.Withdrawn or ApplicationStatus.Closed } =>
            Refusals.WrongState("该申请已结束，准考证作废。", "The application has ended; the ticket is void.")
                with
            { Law = Citations.RailFirst },
        _ => null,
    };

    /// <summary>The ticket as a sheet.</summary>
    public static Sheet Of(AdmissionTicketView ticket, SheetStamp stamp, ReadOnlyMemory<byte> portrait) => new()
    {
        Name = $"admission-ticket-{ticket.ApplicationId}",
        Title = new("铁路机车车辆驾驶人员资格考试准考证", "Admission ticket, exam of railway drivers"),
        Subtitle = new($"准考证号 {ticket.TicketNumber}", $"No. {ticket.TicketNumber}"),
        Paper = Paper.A5,
        Stamp = stamp,
        HasPortrait = true,
        Portrait = portrait,
        Rows =
        [
            new(new("姓名", "Name"), ticket.Holder.Name),
            new(new("证件号码", "Identity number"), ticket.Holder.IdentityNumber.Shown),
            new(new("准驾机型", "Class"), ticket.Class),
            new(new("考试批次", "Session"), ticket.Session.Name),
            new(new("理论考试日期", "Theory exam"), SheetWords.Day(ticket.Session.TheoryOn)),
            new(new("实际操作考试日期", "Practical exam"), SheetWords.Day(ticket.Session.PracticalOn)),
            .. PlaceOf(ticket),
        ],
        Closing =
        [
            new("理论考试合格后方可参加实际操作考试；任一科目不合格，本次考试不合格。",
                "The theory exam comes first; one failed part fails the whole."),
        ],
        OwnNote = new(
            $"凭本准考证和本人有效身份证件原件参加考试。按截至{SheetWords.Minute(stamp.AsOf)}（北京时间）的报名信息生成。",
            $"Bring this ticket and your identity document. Made from the registration as of "
                + $"{SheetWords.Minute(stamp.AsOf)} (Beijing time)."),
    };

    private static ImmutableArray<SheetRow> PlaceOf(AdmissionTicketView ticket) => ticket.Place is { } place
        ?
        [
            new(new("考点", "Exam point"), place.Name),
            new(new("考点地址", "Address"), place.Address),
        ]
        : [new(new("考点", "Exam point"), new LocalText("另行通知", "To be announced"))];
}
