using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.My;

namespace OrleansRegistry.Portal.Desk;

/// <summary>The receipt of an application that was taken at the counter.</summary>
/// <param name="View">The application.</param>
/// <param name="Counter">How the application was taken at the counter.</param>
/// <param name="DecideBy">
/// The day of the decision, if the acceptance comes on its last day; for a decided application its own day.
/// </param>
/// <param name="Today">The legal date.</param>
public sealed record ReceiptModel(ApplicationView View, AtCounter Counter, LegalDate DecideBy, DateOnly Today);

/// <summary>
/// /desk/cases/{id}/receipt: the paper that somebody without a phone gets at the counter; and
/// withdrawing an application there.
/// </summary>
internal static class ReceiptPage
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.Officer);
        pages.MapGet(CaseDesk.OfOfficers.Base + "/{id}/receipt", Show).For(access);
        pages.MapPost(CaseDesk.OfOfficers.Base + "/{id}/take-back", TakeBack).For(access);
    }

    /// <summary>The address of a receipt.</summary>
    public static string PathOf(string applicationId) => CaseDesk.OfOfficers.PathOf(applicationId) + "/receipt";

    private static async Task<IResult> Show(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(page.Actor).Application(id, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var (view, today) = (shown!.View, ShanghaiTime.DateOf(registry.Now));
        if (view.Counter is not { } counter || view.AcceptBy is not { } acceptBy) return page.NotFound();
        var decideBy = view.DecideBy is { } known ? new LegalDate(known, view.Provisional)
            : registry.Calendar.Add(acceptBy, registry.Rulebook.RoadAt(acceptBy).DecideWorkingDays);
        return page.Show<Receipt>(new ReceiptModel(view, counter, decideBy, today));
    }

    /// <summary>The holder takes the application back at the counter.</summary>
    private static async Task<IResult> TakeBack(string id, PageContext page, Posted form, IRegistry registry)
    {
        if ((await registry.As(page.Actor).FindApplication(id)).Refusal is { } notRead) return page.Refused(notRead);
        var answer = await registry.Execute(
            ApplicationPages.SubjectOf(id), form.Envelope(new Withdraw(id)), page.Http.RequestAborted);
        return answer is Answer.No { Refusal: var no }
            ? await CasePage.Again(CaseDesk.OfOfficers, id, null, no, page, form, registry)
            : Go.To(CaseDesk.OfOfficers.PathOf(id));
    }
}
