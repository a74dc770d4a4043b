using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>The limits of proofs of identity, and of acts that wait for a second officer (rules.md H.27).</summary>
internal static class BindingReminders
{
    /// <summary>The last days that run now.</summary>
    public static IEnumerable<LastDayAhead> Of(IdentityBinding b) =>
        b.Applications.IsEmpty ? [] : ApplicationReminders.Of(
            a => BindingDecider.ChainOf(a.Service), b.Applications,
            a => a.Status == ApplicationStatus.SupplementRequested
                ? a.Supplement!.RequestedAt : a.SupplementAnsweredAt ?? a.SubmittedAt);

    /// <summary>The notice of a reminder.</summary>
    public static Notice NoticeOf(IdentityBinding b, LastDayAhead last)
    {
        var a = b.Applications.At(last.About!)!;
        return ApplicationReminders.NoticeOf(last, a.Service, b.AccountId, DeskOf(a.Authority));
    }

    private static string DeskOf(string authority) => authority switch
    {
        PersonDesk.ExamCentre => NoticeReach.ExamCentre,
        AccountActs.Authority => NoticeReach.Administrators,
        _ => NoticeReach.Road(authority),
    };
}
