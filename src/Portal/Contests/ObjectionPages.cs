using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Applying;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Contests;

/// <summary>The reader's objections, and the form of a new one.</summary>
/// <param name="Items">The objections that were filed, with their answers.</param>
/// <param name="About">What a new one would be about; null: nothing was chosen.</param>
/// <param name="Form">Its form.</param>
/// <param name="Attachments">Its proof.</param>
/// <param name="Today">The legal date.</param>
public sealed record ObjectionModel(
    ImmutableArray<ObjectionView> Items, string? About, FormState Form, Attachments Attachments, DateOnly Today);

/// <summary>
/// {my,fleet,employer}/objections: what the reader contests, until when it will be answered, and the answers.
/// </summary>
internal static class ObjectionPages
{
    private const int MaxListed = 100;

    private static readonly ImmutableArray<(string Path, Roles Who)> _bases =
    [
        ("/my/objections", Roles.Holder), ("/fleet/objections", Roles.Operator),
        ("/employer/objections", Roles.Employer),
    ];

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var (path, who) in _bases)
        {
            pages.MapGet(path, Show).For(PageAccess.Of(who));
            pages.MapPost(path, File).For(PageAccess.Of(who) with { MaxPosted = Uploads.MaxPosted });
        }
    }

    /// <summary>The address of the reader's own list.</summary>
    public static string BaseOf(PageContext page) => _bases.First(one => page.IsFor(one.Who)).Path;

    private static async Task<IResult> Show(
        string? about, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        if (about is not null
            && await registry.As(page.Actor).AuthorityOf(about, cancellation) is { Refusal: { } hidden })
            return page.Refused(hidden);
        var (model, refusal) = await Read(about, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<Objections>(model);
    }

    private static async Task<IResult> File(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var about = form["about"];
        var (authority, refusal) = await registry.As(page.Actor).AuthorityOf(about, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var attachments = await Attachments.Of(MaterialKind.Evidence, form, page, registry);
        var envelope = form.Envelope(new FileObjection(about, authority!, form.Paragraph("text"), attachments.Ids));
        var refused = attachments.Faults.IsEmpty
            ? await registry.Execute(Keys.ForNew(EntityKind.Objection, envelope.CommandId), envelope, cancellation)
                is Answer.No { Refusal: var no } ? no : null
            : Refusals.Malformed([.. attachments.Faults]);
        if (refused is null) return Go.To(BaseOf(page));
        var (model, not) = await Read(about, page, registry, cancellation);
        return not is not null ? page.Refused(not) : page.Again<Objections>(
            model! with { Form = FormState.Again(form, refused), Attachments = attachments }, refused);
    }

    private static async Task<Result<ObjectionModel>> Read(
        string? about, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (listed, refusal) = await registry.As(page.Actor).OwnObjections(
            new PageRequest(MaxListed), cancellation: cancellation);
        return refusal is not null ? refusal : new ObjectionModel(
            [.. listed!.Items.Reverse()], about, FormState.New(), Attachments.None(MaterialKind.Evidence),
            ShanghaiTime.DateOf(registry.Now));
    }
}
