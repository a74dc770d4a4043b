using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Applying;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Public;

namespace OrleansRegistry.Portal.My;

/// <summary>A holder's applications.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">The cursor of the next page; null: this is the end.</param>
/// <param name="Today">The legal date.</param>
public sealed record ApplicationListModel(ImmutableArray<ApplicationView> Items, string? Next, DateOnly Today)
{
    /// <summary>Half-completed applications, the one saved last first.</summary>
    public ImmutableArray<ApplyDraft> Drafts { get; init; } = [];
}

/// <summary>One application.</summary>
/// <param name="View">The application as the API shows it.</param>
/// <param name="Today">The legal date.</param>
/// <param name="IsNew">True: it was handed in on the page before.</param>
/// <param name="Limit">The limit of the authority that runs, drawn; null: none.</param>
/// <param name="HasVoucher">True: a voucher can be printed.</param>
/// <param name="HasDecision">True: a document was served.</param>
/// <param name="Form">The form of its withdrawal.</param>
public sealed record ApplicationModel(
    ApplicationView View, DateOnly Today, bool IsNew, PeriodDrawing? Limit, bool HasVoucher,
    bool HasDecision, FormState Form)
{
    /// <summary>The admission ticket of an exam; null: there is none.</summary>
    public AdmissionTicketView? Ticket { get; init; }

    /// <summary>
    /// True while its applicant may withdraw it: until it is accepted, also while more is asked (H.5), and again when
    /// the authority is past its limit for the decision (H.18). The railway's is withdrawn by a letter (B.10).
    /// </summary>
    public bool CanBeWithdrawn => View.RailLicenceId is null && (View.Status switch
    {
        ApplicationStatus.Submitted or ApplicationStatus.SupplementRequested => true,
        ApplicationStatus.Accepted => View.DecideBy < Today,
        _ => false,
    });
}

/// <summary>
/// /my/applications for holders, /fleet/applications for carriers: their status, with the days that bind both sides,
/// and drafts.
/// </summary>
internal static class ApplicationPages
{
    private const int MaxListed = 20;

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var (path, who) in Bases)
        {
            pages.MapGet(path, List).For(PageAccess.Of(who));
            pages.MapGet(path + "/{id}", Show).For(PageAccess.Of(who));
            pages.MapPost(path + "/{id}/withdraw", Withdraw).For(PageAccess.Of(who));
        }
    }

    /// <summary>The addresses of applications, and for which roles.</summary>
    public static ImmutableArray<(string Path, Roles Who)> Bases { get; } =
        [("/my/applications", Roles.Holder), ("/fleet/applications", Roles.Operator)];

    /// <summary>The address of the reader's own list.</summary>
    public static string BaseOf(PageContext page) => Bases.First(one => page.IsFor(one.Who)).Path;

    private static async Task<IResult> List(
        string? cursor, PageContext page, IRegistry registry, IDrafts drafts, CancellationToken cancellation)
    {
        var (listed, refusal) = await registry.As(page.Actor).OwnApplications(
            new ApplicationsWanted(), new PageRequest(MaxListed, cursor), cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<ApplicationList>(
            new ApplicationListModel(listed!.Items, listed.Next, ShanghaiTime.DateOf(registry.Now))
            {
                Drafts = cursor is null ? await ApplyDrafts.Of(page, drafts, registry.Now, cancellation) : [],
            });
    }

    private static async Task<IResult> Show(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(id, page, registry, cancellation);
        return refusal is null ? page.Show<ApplicationDetails>(model) : page.Refused(refusal);
    }

    private static async Task<IResult> Withdraw(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(id, page, registry, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var answer = await registry.Execute(SubjectOf(id), form.Envelope(new Withdraw(id)), cancellation);
        return answer is Answer.No { Refusal: var no }
            ? page.Again<ApplicationDetails>(model! with { Form = FormState.Again(form, no) }, no)
            : Go.To($"{BaseOf(page)}/{id}");
    }

    /// <summary>The entity in which an application that was found lives.</summary>
    public static EntityId SubjectOf(string application) => EntityId.TryApplication(application, out var subject)
        ? subject : throw new InvalidOperationException($"{application} was found and has no subject");

    private static async Task<Result<ApplicationModel>> Read(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (found, refusal) = await reads.FindApplication(id, cancellation);
        if (refusal is not null) return refusal;
        var (shown, not) = await reads.Application(id, cancellation);
        if (not is not null) return not;
        var today = ShanghaiTime.DateOf(registry.Now);
        return new ApplicationModel(
            shown!.View, today, page.Http.Request.Query.ContainsKey("new"), LimitOf(shown.View, registry),
            found!.Row.Application is Application road && Vouchers.Refuses(road) is null,
            DecisionDocuments.Refuses(found.Row.Application, wanted: null) is null, FormState.New())
        {
            Ticket = AdmissionTicket.Refuses(found.Row.Application) is null
                ? (await reads.FindTicket(id, cancellation)).Value?.Ticket : null,
        };
    }

    /// <summary>The authority's limit that runs now, drawn with the days as they are counted.</summary>
    private static PeriodDrawing? LimitOf(ApplicationView a, IRegistry registry)
    {
        var (start, count) = a switch
        {
            { Status: ApplicationStatus.Submitted, AcceptBy: not null } =>
                (a.SubmittedAt, registry.Rulebook.RoadAt(DayOf(a.SubmittedAt)).AcceptWorkingDays),
            { Status: ApplicationStatus.Accepted, AcceptedAt: { } accepted, RailLicenceId: null } =>
                (accepted, registry.Rulebook.RoadAt(DayOf(accepted)).DecideWorkingDays),
            { Status: ApplicationStatus.Submitted, Service: ServiceId.IdentityBinding } =>
                (a.SubmittedAt, registry.Rulebook.RoadAt(DayOf(a.SubmittedAt)).IdentityDecideWorkingDays),
            _ => (default, 0),
        };
        if (count == 0) return null;
        var drawn = PeriodDrawing.Of(DayOf(start), count, registry.Calendar);
        // If a supplement has moved the limit, it is not drawn, because the drawing would show another day.
        return drawn.Last.Date == (a.Status == ApplicationStatus.Submitted ? a.AcceptBy ?? a.DecideBy : a.DecideBy)
            ? drawn : null;
    }

    private static DateOnly DayOf(DateTimeOffset at) => ShanghaiTime.DateOf(at);
}
