using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.My;

/// <summary>Something that the holder must do, with its legal limit and what happens otherwise.</summary>
/// <param name="By">The last day, inclusive.</param>
/// <param name="Title">What.</param>
/// <param name="Consequence">What happens after the last day.</param>
/// <param name="Look">now, carey or bad.</param>
/// <param name="Path">Where it is done.</param>
/// <param name="Action">What the button says.</param>
public sealed record ToDo(
    DateOnly By, LocalText Title, LocalText Consequence, string Look, string Path, LocalText Action)
{
    /// <summary>What a holder must do now about a certificate.</summary>
    public static IEnumerable<ToDo> Of(CertificateCard card)
    {
        var (view, name) = (card.View, card.Name);
        var apply = $"/my/certificates/{view.Id}/apply/";
        if (view.Status == CertificateStatus.Expired && card.Can(ServiceId.CertificateRenewal))
            yield return new ToDo(view.Renewal!.LapsesOn,
                new($"{name.Zh}证已过期", $"{name.En}: expired"),
                new("其间不得从业；逾期未换证即注销", "you must not work with it; without renewal by then it is cancelled"),
                "bad", apply + "certificate.renewal", new("去换证", "Renew"));
        else if (card.Can(ServiceId.CertificateRenewal))
            yield return new ToDo(view.ValidTo, new($"{name.Zh}证换发", $"{name.En}: renewal"),
                new("到期未换证不得从业", "after it you must not work with it"),
                "carey", apply + "certificate.renewal", new("去换证", "Renew"));
        if (view.Assessment is { } assessment && card.Can(ServiceId.CertificateAssessment))
            yield return new ToDo(assessment.WindowCloses,
                new($"诚信考核第 {assessment.Cycle} 周期", $"Integrity assessment, cycle {assessment.Cycle}"),
                new("逾期未申请记为“未考核”", "without it the cycle is recorded as not assessed"),
                "carey", apply + "certificate.assessment", new("去申请", "Apply"));
    }

    /// <summary>What an applicant must do now about an application; null: nothing.</summary>
    public static ToDo? Of(ApplicationView a)
    {
        var (name, path) = (ServiceTitles.Of(a.Service), "/my/applications/" + a.Id);
        return a switch
        {
            { Status: ApplicationStatus.SupplementRequested, Supplement: { } asked } => new ToDo(asked.AnswerBy,
                new($"补正：{name.Zh}", $"More is asked: {name.En}"),
                new("逾期未补正的，不予受理", "without an answer it is not accepted"),
                "carey", path + "/supplement", new("去补正", "Answer")),
            { Status: ApplicationStatus.AwaitingDelivery, PickUpBy: { } by } => new ToDo(by,
                new($"领取证件：{name.Zh}", $"Pick up the document: {name.En}"),
                new("逾期未领须重新联系机关", "afterwards the authority has to be asked"),
                "now", path, new("查看", "Show")),
            _ => null,
        };
    }

    /// <summary>Somebody asks for another phone for the account: an owner who did not ask must object.</summary>
    public static ToDo Of(PhoneRecovery waiting) => new(
        ShanghaiTime.DateOf(waiting.EffectiveAt), new("有人申请更换您的手机号", "Somebody asks for another phone for you"),
        new("没有异议的，账号将归新手机号", "without an objection your account gets the new phone"),
        "bad", "/account/recovery", new("查看或提出异议", "Show it, or object"));

    /// <summary>An electronic certificate that its driver has not received yet.</summary>
    public static ToDo Of(TripView trip) => new(
        DateOnly.FromDateTime(trip.DepartsAt.DateTime), new("接收电子包车牌", "Receive the charter certificate"),
        new($"{trip.Vehicle.Plate} · {trip.Origin.Place} → {trip.Destination.Place}，{trip.DepartsAt:HH:mm} 发车",
            $"{trip.Vehicle.Plate} · {trip.Origin.Place} → {trip.Destination.Place}, "
                + $"departs at {trip.DepartsAt:HH:mm}"),
        "now", "/my/trips/" + trip.Id, new("接收", "Receive"));
}
