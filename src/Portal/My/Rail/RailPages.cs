using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My.Rail;

/// <summary>A railway driver's licence, with what comes next.</summary>
/// <param name="View">The career and licence as the API shows it; null: no employer has linked this person.</param>
/// <param name="Employer">The employer's name; null: none.</param>
/// <param name="Coming">What will happen by itself, soonest first.</param>
/// <param name="Today">The legal date.</param>
public sealed record RailHomeModel(
    RailLicenceView? View, string? Employer, ImmutableArray<ComingDate> Coming, DateOnly Today)
{
    /// <summary>Each service with its conditions.</summary>
    public ImmutableArray<ServiceConditionsView> Services { get; init; } = [];
}

/// <summary>For every class: may this driver apply for it, and what is missing.</summary>
/// <param name="Classes">In the order of the law.</param>
/// <param name="Sessions">Exam sessions that can still be registered for, soonest first.</param>
/// <param name="Session">The session for whose deadline it was computed; null: for today.</param>
/// <param name="Today">The legal date.</param>
public sealed record RailEligibilityModel(
    ImmutableArray<Eligibility> Classes, ImmutableArray<ExamSessionView> Sessions, string? Session, DateOnly Today);

/// <summary>The sentence to say in the video.</summary>
/// <param name="Reason">The reason that was chosen, by its published name.</param>
/// <param name="Sentence">Word for word.</param>
public sealed record RailSentenceModel(string Reason, string Sentence);

/// <summary>GET /my/rail, /my/rail/eligibility and /my/rail/sentence.</summary>
internal static class RailPages
{
    private const int MaxSessions = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/my/rail", Show).For(PageAccess.Of(Roles.Holder));
        pages.MapGet("/my/rail/eligibility", Classes).For(PageAccess.Of(Roles.Holder));
        pages.MapGet("/my/rail/sentence", Sentence).For(PageAccess.Of(Roles.Holder));
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var today = ShanghaiTime.DateOf(registry.Now);
        if (await reads.OwnCareer(cancellation) is not { } career)
            return page.Show<RailHome>(new RailHomeModel(null, null, [], today));
        var (loaded, refusal) = await reads.Find(EntityKind.RailLicence, career.Key, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var (state, context) = ((RailCareer)loaded!.State, reads.ContextOf(loaded));
        var links = (await reads.OwnLinks(cancellation)).Value;
        var employer = state.Employer is { } link && !links.IsDefault
            ? links.FirstOrDefault(one => one.PartyId == link.EmployerKey)?.PartyName : null;
        var coming = ComingOf(reads.TimelineOf(loaded).View, state);
        return page.Show<RailHome>(new RailHomeModel(
            RailLicenceView.Of(state, context, loaded.Version), employer, coming, today)
        {
            Services = (await reads.Services(EntityKind.RailLicence, career.Key, cancellation)).Value,
        });
    }

    private static async Task<IResult> Classes(
        string? session, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var today = ShanghaiTime.DateOf(registry.Now);
        var sessions = await reads.ExamSessions(new PageRequest(MaxSessions), cancellation);
        var wanted = string.IsNullOrEmpty(session) ? null : session;
        var (classes, refusal) = await reads.OwnEligibility(wanted, cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<RailClasses>(new RailEligibilityModel(
            classes, [.. sessions.Items.Where(one => one.RegistrationDeadline >= today)
                .OrderBy(one => one.RegistrationDeadline)], wanted, today));
    }

    private static async Task<IResult> Sentence(
        string? reason, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (sentence, refusal) = await registry.As(page.Actor).VideoSentence(reason ?? "expiry", null, cancellation);
        return refusal is null
            ? page.Show<RailSentence>(new RailSentenceModel(reason ?? "expiry", sentence!)) : page.Refused(refusal);
    }

    /// <summary>What will happen by itself to a career, soonest first.</summary>
    internal static ImmutableArray<ComingDate> ComingOf(TimelineView timeline, RailCareer career) =>
    [
        .. timeline.Items
            .Where(entry => DeadlineTitles.IsForPeople(entry.Name)).Take(12).Select(entry => new ComingDate(
            DeadlineTitles.DayOf(entry), DeadlineTitles.Of(entry.Name, career), RailWords.Licence,
            entry.Name is "expiry" or "fact" ? "bad" : "carey")),
    ];
}
