using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Views;

/// <summary>What the desk sees of a binding besides the filer's data; the filer sees none of it.</summary>
/// <param name="Check">The status of the question to the police data source; left out for an undoing.</param>
/// <param name="Portrait">The source's answer about the portrait.</param>
/// <param name="Accounts">How many accounts named this number in their last filing; left out in lists.</param>
public sealed record BindingDeskView(IdentityCheckState? Check, PortraitMatch Portrait, long? Accounts = null);

/// <summary>Bindings as their filer and their desk see them.</summary>
public static class BindingViews
{
    /// <summary>The view for <paramref name="actor"/>.</summary>
    public static ApplicationView Of(BindingApplication a, IdentityBinding b, Actor actor, DateOnly today)
    {
        var whole = Of(a, today);
        return actor.AccountId == b.AccountId ? ToFiler(a, whole)
            : actor.Is(Roles.Administrator) ? whole.WithoutPrivateData() : whole;
    }

    /// <summary>The view as the desk sees it.</summary>
    public static ApplicationView Of(BindingApplication a, DateOnly today) => new(
        a.Id, null, null, a.Service, a.Status, a.Authority, a.Form, HandedIn.Of(a.Materials), null,
            ShanghaiTime.ToLocal(a.SubmittedAt), null,
        null, a.DecideBy.Date, a.IsOverdue(today), a.IsOpen && a.DecideBy.Provisional,
        a.Supplement is { } asked ? new SupplementView(asked.Materials, asked.Message, asked.AnswerBy.Date,
            Local(a.SupplementAnsweredAt)) : null,
        null, Local(a.DecidedAt), a.Reasons, a.AssignedTo, null, null, null, false, null)
    {
        Identity = new BindingDeskView(a.Check?.State, a.Portrait), ClaimedUntil = ReviewerTerm.LastDayOf(a),
    };

    /// <summary>
    /// The view for the filer: the filer's own data, the status and the limit. It is the same for a number that is
    /// known, has another name on the register or is bound, so that it has neither the desk nor the source's answer
    /// (H.24).
    /// </summary>
    public static ApplicationView ToFiler(BindingApplication a, ApplicationView whole) => whole with
    {
        Authority = a.Form is IdentityForm form ? PersonDesk.OfNumber(form.IdentityKind, form.IdentityNumber) : "",
        AssignedTo = null,
        ClaimedUntil = null,
        Identity = null,
    };

    private static DateTimeOffset? Local(DateTimeOffset? instant) =>
        instant is { } at ? ShanghaiTime.ToLocal(at) : null;
}
