using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Portal.My.Rail;

/// <summary>A railway driver's licence on the first page of its holder, computed for now.</summary>
public sealed record RailCard
{
    private readonly RailCareer _career;
    private readonly Context _context;

    private RailCard(RailCareer career, Context context, int version, ImmutableArray<ComingDate> coming)
    {
        (_career, _context, Coming) = (career, context, coming);
        View = RailLicenceView.Of(career, context, version);
    }

    /// <summary>The licence as the API shows it.</summary>
    public RailLicenceView View { get; }

    /// <summary>What will happen by itself, soonest first.</summary>
    public ImmutableArray<ComingDate> Coming { get; }

    /// <summary>The legal date.</summary>
    public DateOnly Today => _context.Today;

    /// <summary>True when the renewal can be applied for now.</summary>
    public bool CanRenew =>
        View is { Status: RailLicenceStatus.Valid, OpenApplication: null, RenewalOpensOn: { } opens }
        && opens <= Today;

    /// <summary>good, carey, ask or bad.</summary>
    public string Look => CanRenew ? "carey" : RailWords.LookOf(View.Status);

    /// <summary>The state in a word.</summary>
    public LocalText State => CanRenew ? new("可换证", "Renewal open") : RailWords.Of(View.Status);

    /// <summary>Its status on another day, if nobody acts.</summary>
    public LocalText StateOn(DateOnly day) =>
        RailWords.Of(RailValidity.On(day, _career, _context.PersonOf(_career.PersonKey)).Status);

    /// <summary>What the holder must do now; null: nothing.</summary>
    public ToDo? Asks => !CanRenew ? null : new ToDo(View.ValidTo!.Value,
        new("铁路驾驶证换证", "Railway licence: renewal"),
        new("由单位初审；到期未换证即注销", "your employer looks first; without it the licence is cancelled the day after"),
        "carey", "/my/rail", new("去换证", "Renew"));

    /// <summary>The licence of the reader's own career; null: there is none.</summary>
    public static RailCard? Of(Loaded own, Reads reads) => own.State is RailCareer { Licence: not null } career
        ? new RailCard(career, reads.ContextOf(own), own.Version,
            RailPages.ComingOf(reads.TimelineOf(own).View, career))
        : null;
}
