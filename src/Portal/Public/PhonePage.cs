using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>Another phone for the account.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="RequestOld">
/// The request of the old phone's code; null: none was asked for, or there is no old phone.
/// </param>
/// <param name="RequestNew">The request of the new phone's code; null: none was asked for.</param>
/// <param name="Done">True: the account has its new phone, and nobody is signed in any more.</param>
public sealed record PhoneModel(FormState Form, string? RequestOld, string? RequestNew, bool Done = false);

/// <summary>GET and POST /account/phone: sets another phone, by codes to both; every session ends.</summary>
internal static class PhonePage
{
    public const string Path = "/account/phone";
    private const int MaxText = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (PageContext page) => page.Show<PhoneView>(new PhoneModel(FormState.New(), null, null)))
            .For(PageAccess.SignedIn);
        pages.MapPost(Path, Step).For(PageAccess.SignedIn with { NeedsProof = true });
    }

    private static async Task<IResult> Step(PageContext page, Posted form, IRegistry registry)
    {
        string[] names = ["phone", "requestOld", "codeOld", "requestNew", "codeNew"];
        if (names.FirstOrDefault(name => form[name].Length > MaxText) is { } tooLong)
            return Again(Refusals.Malformed(BodyRefusals.Wrong(tooLong)));
        if (form["step"] == "send") return await Send(page, form, registry);
        var old = form["requestOld"].Length == 0 ? null : new GivenCode(form["requestOld"], Digits("codeOld"));
        var refusal = await registry.ChangePhone(
            page.Account!, old, new GivenCode(form["requestNew"], Digits("codeNew")));
        if (refusal is not null) return Again(refusal);
        page.SignOut(); // The change has ended every session.
        return page.Show<PhoneView>(new PhoneModel(FormState.New(), null, null, Done: true));

        string Digits(string name) => form[name].Replace(" ", "", StringComparison.Ordinal);
        PageResult Again(Refusal no) => page.Again<PhoneView>(
            new PhoneModel(FormState.Again(form, no), form.Text("requestOld"), form.Text("requestNew")), no);
    }

    /// <summary>
    /// Sends a code to each of the two phones. The answer does not show whether a number can receive one.
    /// </summary>
    private static async Task<IResult> Send(PageContext page, Posted form, IRegistry registry)
    {
        if (form.Text("phone") is not { } wished)
        {
            var missing = Refusals.Malformed(
                Refusals.Fault("phone", "请填写新手机号。", "Fill in the new mobile number."));
            return page.Again<PhoneView>(new PhoneModel(FormState.Again(form, missing), null, null), missing);
        }
        var old = page.Account!.Phone is { } has
            ? await registry.Accounts.SendCode(has, CodePurpose.ChangePhone, page.Origin) : null;
        var @new = await registry.Accounts.SendCode(wished, CodePurpose.ChangePhone, page.Origin);
        return page.Show<PhoneView>(new PhoneModel(FormState.With(form), old, @new));
    }
}
