using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>A case that waits for its acceptance.</summary>
/// <param name="View">The application.</param>
/// <param name="Name">Who applied.</param>
/// <param name="Version">The version of its entity that the reader has seen.</param>
/// <param name="InTheWay">Why it must be opened first; null: it can be accepted with others.</param>
public sealed record BulkCase(ApplicationView View, string Name, int Version, LocalText? InTheWay);

/// <summary>The result for one of the cases that were sent.</summary>
/// <param name="Id">The application.</param>
/// <param name="Name">The name of the case, and of whoever applied.</param>
/// <param name="Refusal">Why it was not accepted; null: it was.</param>
public sealed record BulkReceipt(string Id, LocalText Name, LocalText? Refusal);

/// <summary>The cases of a desk that may be accepted together, and the results of those that were sent.</summary>
/// <param name="Cases">The cases that wait for acceptance, the most urgent first.</param>
/// <param name="Next">The cursor of the next page; null: this is the end.</param>
/// <param name="Receipts">The results of those that were sent.</param>
public sealed record BulkAcceptModel(
    ImmutableArray<BulkCase> Cases, string? Next, ImmutableArray<BulkReceipt> Receipts)
{
    /// <summary>The form.</summary>
    public FormState Form { get; } = FormState.New();
}

/// <summary>
/// /desk/bulk: accepts several cases together, each by a command of its own. Only cases that meet every check of the
/// registry and whose materials the reader has all seen; this is checked again when they are sent.
/// </summary>
internal static class BulkAcceptPage
{
    /// <summary>The page.</summary>
    public const string Path = "/desk/bulk";

    private const string Accepting = "accept";
    private const int MaxListed = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, List).For(PageAccess.Of(Roles.Officer));
        pages.MapPost(Path, Send).For(PageAccess.Of(Roles.Officer));
    }

    private static Task<IResult> List(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        Show(cursor, [], page, registry, cancellation);

    private static async Task<IResult> Show(
        string? cursor, ImmutableArray<BulkReceipt> receipts, PageContext page, IRegistry registry,
        CancellationToken cancellation)
    {
        var (waiting, refusal) = await registry.As(page.Actor).ApplicationQueue(
            new ApplicationsWanted(Status: ApplicationStatus.Submitted), new PageRequest(MaxListed, cursor),
            cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var cases = ImmutableArray.CreateBuilder<BulkCase>();
        foreach (var view in waiting!.Items.Where(DeskQueue.IsCase))
            if ((view.AssignedTo ?? page.Account!.Id) == page.Account!.Id
                && await Read(view.Id, page, registry, cancellation) is { } one) cases.Add(one);
        return page.Show<BulkAccept>(new BulkAcceptModel(cases.ToImmutable(), waiting.Next, receipts));
    }

    private static async Task<IResult> Send(PageContext page, Posted form, IRegistry registry)
    {
        var receipts = ImmutableArray.CreateBuilder<BulkReceipt>();
        foreach (var id in form.All("case").Distinct().Take(MaxListed))
            if ((await CaseReader.Read(id, page, registry, page.Http.RequestAborted)).Value is { } read)
                receipts.Add(new BulkReceipt(id, NameOf(read.View), await Accept(read, form, registry)));
        return await Show(null, receipts.ToImmutable(), page, registry, page.Http.RequestAborted);
    }

    /// <summary>
    /// Accepts one of them as it was seen; a caller who hangs up does not stop it. One that does not wait any more is
    /// sent as well: where this form has accepted it before, its key finds that answer, and else the review refuses it.
    /// </summary>
    private static async Task<LocalText?> Accept(CaseRead read, Posted form, IRegistry registry)
    {
        if (Waits(read) && InTheWay(read) is { } inTheWay) return inTheWay;
        var id = read.View.Id;
        var seen = int.TryParse(form["version." + id], NumberStyles.None, CultureInfo.InvariantCulture,
            out var version) ? version : read.Version;
        var envelope = form.Envelope(new Accept(id)) with
        {
            CommandId = form.CommandId + ":" + id,
            // An answer is kept where there is one.
            Fingerprint = string.Create(CultureInfo.InvariantCulture, $"accept {id} {seen}"),
            ExpectedVersion = seen,
        };
        return EntityId.TryApplication(id, out var entity)
            && await registry.Execute(entity, envelope) is Answer.No { Refusal: var no } ? no.Detail : null;
    }

    /// <summary>The name of a case in a receipt.</summary>
    private static LocalText NameOf(ApplicationView view)
    {
        var (service, name) = (ServiceTitles.Of(view.Service), view.Applicant?.Name ?? "");
        return new($"{service.Zh} · {name}", $"{service.En} · {name}");
    }

    /// <summary>The case as the reader may see it; null: no such case waits for acceptance.</summary>
    private static async Task<BulkCase?> Read(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        (await CaseReader.Read(id, page, registry, cancellation)).Value is { } read
            && Waits(read)
            ? new BulkCase(read.View, read.View.Applicant?.Name ?? "", read.Version, InTheWay(read)) : null;

    private static bool Waits(CaseRead read) => read.Steps.Any(step => step.Name == Accepting);

    private static LocalText? InTheWay(CaseRead read) =>
        read.Conditions.FirstOrDefault(one => one.IsMet == false) is { } unmet ? unmet.Text
        : read.Materials.Any(one => !one.IsSeen)
            ? new("材料还没有看完", "Not all of its materials were looked at")
        : null;
}
