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
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>A letter that is being written.</summary>
/// <param name="Base">The address of the enterprise's page.</param>
/// <param name="Name">The enterprise.</param>
/// <param name="Kinds">The kinds that can be chosen.</param>
/// <param name="Kind">The kind that was chosen; null: not yet.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Attachments">Scans and enclosures.</param>
public sealed record NewLetterModel(
    string Base, string Name, ImmutableArray<LetterKind> Kinds, LetterKind? Kind, FormState Form,
    Attachments Attachments)
{
    /// <summary>The choices of each field; a field without choices is typed.</summary>
    public ImmutableDictionary<string, ImmutableArray<(string Id, LocalText Name)>> Choices { get; init; } =
        RecordChoices.None;

    /// <summary>The fields of the letter's kind.</summary>
    public ImmutableArray<ActField> Fields => Kind is not { } kind ? [] :
    [
        .. LetterForms.FieldsOf(kind).Select(one =>
            Choices.GetValueOrDefault(one.Name) is { IsDefaultOrEmpty: false } some
                ? one with { Input = ActInput.Choice, Hint = null, Choices = some } : one),
    ];
}

/// <summary>
/// {enterprise}/letter: first the kind of the letter, then exactly the members that the kind asks for,
/// with the scans (rules.md B.10). For the enterprise, and for the exam centre that registers a letter from the post.
/// </summary>
internal static class NewLetterPage
{
    private const int MaxOffered = 200;

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
        if (refused is null) return Go.To($"{model.Base}?sent");
        refused = AtFields(refused, model);
        return page.Again<NewLetter>(
            model with { Form = FormState.Again(form, refused), Attachments = attachments }, refused);
    }

    /// <summary>
    /// What a letter without any words lacks is said at the first field of a form whose words are made of its fields.
    /// </summary>
    private static Refusal AtFields(Refusal refused, NewLetterModel model) =>
        model.Fields.Any(field => field.Name == "text") ? refused : refused with
        {
            Faults =
            [
                .. refused.Faults.Select(fault =>
                    fault.Field == "text" ? fault with { Field = model.Fields[0].Name } : fault),
            ],
        };

    private static async Task<Result<NewLetterModel>> Read(
        string id, string? kind, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(page.Actor).Employer(id, cancellation);
        if (refusal is not null) return refusal;
        var kinds = page.Actor.EmployerUnit is null ? LetterForms.OfEnterprise : LetterForms.OfUnit;
        return new NewLetterModel(
            $"{_places.First(place => page.IsFor(place.Who)).Base}/{id}", shown!.View.Name, kinds,
            Enum.TryParse<LetterKind>(kind, out var chosen) && kinds.Contains(chosen) ? chosen : null,
            FormState.New(), Attachments.None(MaterialKind.Letter))
        {
            Choices = await ChoicesOf(id, page, registry, cancellation),
        };
    }

    /// <summary>
    /// The applications of the enterprise's drivers. If there are more than a list shows, none is offered, because one
    /// that is missing in a list would look as if it could not be chosen. A driver is typed: a letter may be about a
    /// driver of another enterprise who cannot consent, because the phone is lost.
    /// </summary>
    private static async Task<ImmutableDictionary<string, ImmutableArray<(string Id, LocalText Name)>>> ChoicesOf(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (drivers, _) = await registry.As(page.Actor).RailDriversOf(id, new PageRequest(MaxOffered), cancellation);
        if (drivers is not { Next: null }) return RecordChoices.None;
        return RecordChoices.None.Add("applicationId",
        [
            .. from one in drivers.Items
               let open = one.OpenApplication
               where open is not null
               let service = ServiceTitles.Of(open.Service)
               select (open.Id,
                   new LocalText($"{one.Holder.Name} · {service.Zh}", $"{one.Holder.Name} · {service.En}")),
        ]);
    }
}
