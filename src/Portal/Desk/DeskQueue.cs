using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Desk;

/// <summary>The work that waits for a desk, as its pages need it.</summary>
internal static class DeskQueue
{
    private const int MaxLooked = 50, MaxPages = 40;

    /// <summary>The roles for which there are pages of a desk.</summary>
    public const Roles Desks = Roles.Officer | Roles.ExamCentre | Roles.Administration;

    /// <summary>
    /// True for a case that is decided step by step at a desk. Acts that wait for a second person have a list of their
    /// own.
    /// </summary>
    public static bool IsCase(ApplicationView view) =>
        Catalogue.Find(view.Service) is not null;

    /// <summary>
    /// Some cases of the caller's desk, most urgent first, and the cursor of the next ones; null: these are the last.
    /// </summary>
    public static async Task<Page<ApplicationView>> Some(
        PageContext page, IRegistry registry, ServiceId? service, string? cursor, CancellationToken cancellation)
    {
        var (reads, wanted) = (registry.As(page.Actor), new PageRequest(MaxLooked, cursor));
        var (waiting, _) = page.Actor.Is(Roles.Employer)
            ? await reads.OwnApplications(
                new ApplicationsWanted(service, ApplicationStatus.EmployerReview), wanted, cancellation)
            : await reads.ApplicationQueue(new ApplicationsWanted(service), wanted, cancellation);
        return waiting is null ? new Page<ApplicationView>([], null)
            : waiting with { Items = [.. waiting.Items.Where(IsCase)] };
    }

    /// <summary>
    /// All of them, as far as anybody looks: the most urgent ones may be colleagues', or wait for their applicants.
    /// </summary>
    public static async IAsyncEnumerable<ApplicationView> All(
        PageContext page, IRegistry registry, ServiceId? service,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? cursor = null;
        for (var looked = 0; looked < MaxPages; looked++)
        {
            var some = await Some(page, registry, service, cursor, cancellation);
            foreach (var view in some.Items) yield return view;
            if (some.Next is null) yield break;
            cursor = some.Next;
        }
    }

    /// <summary>
    /// Assigns the most urgent case to the caller that is assigned to nobody, or to the caller already; null: there is
    /// none. Cases that wait for the applicant are left out.
    /// </summary>
    /// <param name="page">The request.</param>
    /// <param name="form">The form that asked for it; its key makes the command's id.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="but">The case that was decided just now, which is left out; null: none.</param>
    /// <param name="service">Only this service; null: all.</param>
    public static async Task<string?> TakeNext(
        PageContext page, Posted form, IRegistry registry, string? but = null, ServiceId? service = null)
    {
        await foreach (var view in All(page, registry, service, page.Http.RequestAborted))
        {
            if (view.Id == but || view.Status == ApplicationStatus.SupplementRequested) continue;
            if (view.AssignedTo == page.Account!.Id) return view.Id;
            if (view.AssignedTo is not null || !EntityId.TryApplication(view.Id, out var entity)) continue;
            var take = form.Envelope(new AssignReviewer(view.Id)) with
            {
                CommandId = form.CommandId + ":" + view.Id,
                Fingerprint = null,
            };
            if (await registry.Execute(entity, take) is Answer.Done) return view.Id;
        }
        return null;
    }

    /// <summary>The name of who applied, if the caller may know it.</summary>
    public static async Task<string> NameOf(
        ApplicationView view, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        view.Form is IdentityForm identity ? identity.Name : view.ApplicantName
            ?? (await registry.As(page.Actor).Application(view.Id, cancellation)).Value?.View.Applicant?.Name ?? "";
}
