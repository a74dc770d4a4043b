using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Applying;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Records;

/// <summary>A letter that is being written.</summary>
/// <param name="Base">The address of the enterprise's page.</param>
/// <param name="Name">The enterprise.</param>
/// <param name="Kinds">What can be written about.</param>
/// <param name="Kind">What is written about; null: to be chosen.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Attachments">Scans and enclosures.</param>
public sealed record NewLetterModel(
    string Base, string Name, ImmutableArray<LetterKind> Kinds, LetterKind? Kind, FormState Form,
    Attachments Attachments);

/// <summary>
/// {enterprise}/letter: first what the letter is about, then exactly what the list of its kind asks for, with its scans
/// (rules.md B.10). For the enterprise, and for the exam centre that registers a letter that came by post.
/// </summary>
internal static class NewLetterPage
{
    private static readonly ImmutableArray<(string Base, Roles Who)> _places =
    [
        ("/employer/enterprise", Roles.Employer), ("/desk/employers", Roles.ExamCentre | Roles.Administration),
    ];

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var (path, who) in _places)
        {
            pages.MapGet(path + "/{id}/letter", Ask).For(PageAccess.Of(who));
            pages.MapPost(path + "/{id}/letter", Send).For(PageAccess.Of(who) with { MaxPosted = Uploads.MaxPosted });
        }
    }

    private static async Task<IResult> Ask(
        string id, string? kind, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(id, kind, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<NewLetter>(model);
    }

    private static async Task<IResult> Send(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(id, form["kind"], page, registry, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        if (model!.Kind is not { } kind) return page.Show<NewLetter>(model);
        var attachments = await Attachments.Of(MaterialKind.Letter, form, page, registry);
        var read = new ActReader(form);
        var letter = LetterForms.Of(kind, read, attachments);
        var refused = read.Refusal
            ?? (attachments.Faults.IsEmpty ? null : Refusals.Malformed([.. attachments.Faults]))
            ?? (await Letters.Send(registry, page.Actor, id, letter, form.Envelope) is Answer.No { Refusal: var no }
                ? no : null);
        return refused is null ? Go.To($"{model.Base}?sent")
            : page.Again<NewLetter>(
                model with { Form = FormState.Again(form, refused), Attachments = attachments }, refused);
    }

    private static async Task<Result<NewLetterModel>> Read(
        string id, string? kind, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(page.Actor).Employer(id, cancellation);
        if (refusal is not null) return refusal;
        var kinds = page.Actor.EmployerUnit is null ? LetterForms.OfEnterprise : LetterForms.OfUnit;
        return new NewLetterModel(
            $"{_places.First(place => page.IsFor(place.Who)).Base}/{id}", shown!.View.Name, kinds,
            Enum.TryParse<LetterKind>(kind, out var chosen) && kinds.Contains(chosen) ? chosen : null,
            FormState.New(), Attachments.None(MaterialKind.Letter));
    }
}
