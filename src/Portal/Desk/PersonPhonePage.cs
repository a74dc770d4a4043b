using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Desk;

/// <summary>Another phone for a person who stands at the counter.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Form">What was typed.</param>
/// <param name="RequestId">The request of the new phone's code; null: no code was asked for yet.</param>
public sealed record PersonPhoneModel(string PersonId, string Name, FormState Form, string? RequestId);

/// <summary>
/// /desk/persons/{id}/phone: an officer has compared the person with the card and asks for another
/// phone; the new phone is proven by a code, and a second officer confirms (docs/adr/0116).
/// </summary>
internal static class PersonPhonePage
{
    private const string Path = "/desk/persons/{id}/phone";
    private const int MaxText = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).For(PageAccess.Of(DeskQueue.Desks));
        pages.MapPost(Path, Step).For(PageAccess.Of(DeskQueue.Desks) with { NeedsProof = true });
    }

    private static async Task<IResult> Show(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (person, refusal) = await Read(id, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<PersonPhone>(
            new PersonPhoneModel(person!.Key, person.Name, FormState.New(), null));
    }

    private static async Task<IResult> Step(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (person, refusal) = await Read(id, page, registry, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        if (((string[])["phone", "requestId", "codeNew"]).FirstOrDefault(name => form[name].Length > MaxText)
            is { } tooLong) return Again(Refusals.Malformed(BodyRefusals.Wrong(tooLong)));
        // Whether it may be asked for at all is checked first, because a code is valid once.
        var wish = new PersonPhoneForm(person!.Key, person.AccountId ?? "", "", form.Paragraph("reason"));
        if (await registry.As(page.Actor).MayNotAsk(person, wish, cancellation) is { } not) return Again(not);
        if (form["step"] == "send")
        {
            if (form["phone"].Length == 0)
                return Again(Refusals.Malformed(
                    Refusals.Fault("phone", "请填写新手机号。", "Fill in the new mobile number.")));
            var requestId = await registry.Accounts.SendCode(
                form["phone"], CodePurpose.ChangePhone, page.Origin, cancellation);
            return page.Show<PersonPhone>(
                new PersonPhoneModel(person.Key, person.Name, FormState.With(form), requestId));
        }
        var proven = await registry.Accounts.ProveNewPhone(person.AccountId!, new GivenCode(
            form["requestId"], form["codeNew"].Replace(" ", "", StringComparison.Ordinal)), cancellation);
        if (proven.Refusal is { } wrong) return Again(wrong);
        var ask = new RequestPersonAct(person.Key, wish with { Phone = proven.Phone });
        return await registry.Execute(IdentityBinding.IdOf(person.Key), form.Envelope(ask), CancellationToken.None)
            is Answer.No { Refusal: var no } ? Again(no) : Go.To("/desk/approvals");

        PageResult Again(Refusal no) => page.Again<PersonPhone>(new PersonPhoneModel(
            person!.Key, person.Name, FormState.Again(form, no), form.Text("requestId")), no);
    }

    /// <summary>The person, for the authority to which the person belongs.</summary>
    private static async Task<Result<Person>> Read(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        if ((await reads.PersonAtDesk(id, cancellation)).Refusal is { } refusal) return refusal;
        return await reads.PersonToActOn(id, cancellation) is var (person, _) ? person : Refusals.NotFound();
    }
}
