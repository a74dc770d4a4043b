using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Views;

/// <summary>What the desk sees of a binding beside what the filer said; the filer sees none of it.</summary>
/// <param name="Check">Where the question to the police data source stands; not there for an undoing.</param>
/// <param name="Portrait">What the source says of the portrait.</param>
/// <param name="Accounts">How many accounts last said that the number is theirs; not there in lists.</param>
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
    /// What the filer gave, where it stands and until when: the same for a number that is known, named otherwise or
    /// bound. So neither the desk nor what the source said is in it (H.24).
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
