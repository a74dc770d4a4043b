using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.My.Rail;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.My;

/// <summary>The holder's home.</summary>
/// <param name="Now">The legal clock, in Shanghai.</param>
/// <param name="Name">The person's name; null: the identity is not proven yet.</param>
/// <param name="Filing">The proof of identity that is under way; null: none.</param>
/// <param name="ToDo">What the holder must do, by legal limit.</param>
/// <param name="Cards">The certificates.</param>
/// <param name="Applications">Applications under way, newest first.</param>
/// <param name="Coming">What will happen by itself, soonest first.</param>
/// <param name="On">The day of the question "what on day X"; null: not asked.</param>
public sealed record MyHomeModel(
    DateTimeOffset Now, string? Name, ApplicationView? Filing, ImmutableArray<ToDo> ToDo,
    ImmutableArray<CertificateCard> Cards, ImmutableArray<ApplicationView> Applications,
    ImmutableArray<ComingDate> Coming, DateOnly? On)
{
    /// <summary>The reader's own businesses.</summary>
    public ImmutableArray<PartyView> Businesses { get; init; } = [];

    /// <summary>The reader's railway licence; null: none.</summary>
    public RailCard? Rail { get; init; }
}

/// <summary>GET /my: what the holder must do, by when, and what happens otherwise.</summary>
internal static class MyHomePage
{
    private const int MaxComing = 7;
    private const int MaxApplications = 20;

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/my", Show).For(PageAccess.Of(Roles.Holder));

    private static async Task<IResult> Show(
        string? on, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var today = ShanghaiTime.DateOf(registry.Now);
        var (cards, rail, person) = await Held(reads, cancellation);
        var binding = await reads.OwnBinding(cancellation);
        var (applications, _) = await reads.OwnApplications(
            new ApplicationsWanted(), new PageRequest(MaxApplications), cancellation);
        ImmutableArray<ApplicationView> own = applications?.Items ?? [];
        var trips = await reads.TripsToReceive(new PageRequest(MaxApplications), cancellation);
        return page.Show<MyHome>(new MyHomeModel(
            ShanghaiTime.ToLocal(registry.Now), person?.Name, person is null ? reads.LastFilingOf(binding) : null,
            [
                .. cards.SelectMany(My.ToDo.Of).Concat(rail?.Asks is { } renew ? [renew] : [])
                    .Concat(binding?.Recovery is { } other ? [My.ToDo.Of(other)] : [])
                    .Concat(own.Select(My.ToDo.Of).OfType<ToDo>())
                    .Concat(trips.Items.Select(My.ToDo.Of))
                    .OrderBy(one => one.By),
            ],
            cards, [.. own.Where(IsUnderWay)],
            [
                .. cards.SelectMany(card => card.Coming).Concat(rail?.Coming ?? []).OrderBy(date => date.On)
                    .Take(MaxComing),
            ],
            Dates.Read(on) is { } day && day >= today ? day : null)
        {
            Rail = rail,
            Businesses = person?.Businesses is { IsEmpty: false }
                ? await registry.BusinessesOf(page.Account!, cancellation) : [],
        });
    }

    /// <summary>
    /// What the caller holds: the certificates, oldest first, and the railway licence (null: none), with the person
    /// (null: not proven yet), in one walk.
    /// </summary>
    private static async Task<(ImmutableArray<CertificateCard> Cards, RailCard? Rail, Person? Person)> Held(
        Reads reads, CancellationToken cancellation)
    {
        var (cards, rail, person) =
            (ImmutableArray.CreateBuilder<CertificateCard>(), (RailCard?)null, (Person?)null);
        await foreach (var own in reads.Own(
            kind => kind is EntityKind.Certificate or EntityKind.RailLicence or EntityKind.Person, cancellation))
        {
            if (own.Id.Kind == EntityKind.Certificate) cards.Add(CertificateCard.Of(own, reads.ContextOf(own)));
            else if (own.State is Person self) person = self;
            else rail ??= RailCard.Of(own, reads);
        }
        return (cards.ToImmutable(), rail, person);
    }

    /// <summary>The caller's certificates as cards, oldest first.</summary>
    public static async Task<ImmutableArray<CertificateCard>> Cards(Reads reads, CancellationToken cancellation)
    {
        var cards = ImmutableArray.CreateBuilder<CertificateCard>();
        await foreach (var loaded in reads.Own(EntityKind.Certificate, cancellation))
            cards.Add(CertificateCard.Of(loaded, reads.ContextOf(loaded)));
        return cards.ToImmutable();
    }

    /// <summary>True for an application about which somebody must still do something.</summary>
    public static bool IsUnderWay(ApplicationView a) => a.Status is not (
        ApplicationStatus.NotAccepted or ApplicationStatus.Refused or ApplicationStatus.Withdrawn
        or ApplicationStatus.Delivered or ApplicationStatus.Uncollected or ApplicationStatus.Closed
        or ApplicationStatus.Announced) && !(a.Status == ApplicationStatus.Approved && a.Delivery is null);
}
