using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>The second factor of an account.</summary>
/// <param name="Form">The form that is shown.</param>
/// <param name="Demanded">True: the account must have one.</param>
/// <param name="Begun">A newly begun generator that waits for its first code; null: none.</param>
/// <param name="Qr">The secret as a code to be scanned.</param>
public sealed record SecondFactorModel(
    FormState Form, bool Demanded, TotpEnrolment? Begun = null, QrDrawing? Qr = null);

/// <summary>Recovery codes; they are shown once.</summary>
public sealed record RecoveryCodesModel(ImmutableArray<string> Codes);

/// <summary>
/// /account/second-factor: a generator of one-time passwords, enrolled by scanning a code and typing the first
/// password. An account that must have one is led here before anything else.
/// </summary>
internal static class SecondFactorPage
{
    public const string Path = "/account/second-factor";
    private const int MaxCode = 40;
    private const int MaxUri = 400;

    public static void Map(IEndpointRouteBuilder pages, SecondFactorRule rule)
    {
        var access = PageAccess.SignedIn with { WithOldPassword = true };
        var acting = access with { NeedsProof = true };
        pages.MapGet(Path, (PageContext page) => page.Show<SecondFactor>(New(page, rule))).For(access);
        pages.MapPost(Path, (PageContext page, Posted form, IRegistry registry, IQrCodes codes) =>
            Begin(New(page, rule), page, form, registry, codes)).For(acting);
        pages.MapPost(Path + "/confirm", (PageContext page, Posted form, IRegistry registry, IQrCodes codes) =>
            Confirm(New(page, rule), page, form, registry, codes)).For(acting);
        pages.MapPost(Path + "/recovery-codes", (PageContext page, Posted form, IRegistry registry) =>
            NewCodes(New(page, rule), page, form, registry)).For(PageAccess.SignedIn with { NeedsProof = true });
        pages.MapPost(Path + "/remove", (PageContext page, Posted form, IRegistry registry) =>
            Remove(New(page, rule), page, form, registry)).For(PageAccess.SignedIn with { NeedsProof = true });
    }

    private static SecondFactorModel New(PageContext page, SecondFactorRule rule) =>
        new(FormState.New(), rule.Demanded(page.Account!));

    private static async Task<IResult> Begin(
        SecondFactorModel model, PageContext page, Posted form, IRegistry registry, IQrCodes codes)
    {
        var begun = await registry.Accounts.BeginTotp(page.Account!.Id);
        return begun.Refusal is { } refusal ? Again(model, page, form, refusal)
            : page.Show<SecondFactor>(model with
            {
                Begun = begun.Enrolment,
                Qr = codes.Draw(begun.Enrolment!.Uri),
            });
    }

    private static async Task<IResult> Confirm(
        SecondFactorModel model, PageContext page, Posted form, IRegistry registry, IQrCodes codes)
    {
        var code = form["code"].Replace(" ", "", StringComparison.Ordinal);
        var changed = code.Length is 0 or > MaxCode
            ? new AuthenticatorChange(Refusals.Malformed(
                Refusals.Fault("code", "请填写动态口令。", "Fill in the one-time password.")))
            : await registry.Accounts.ConfirmTotp(page.Account!.Id, page.SignedIn!.Session, code);
        if (changed.Refusal is not { } refusal)
            return page.Show<RecoveryCodes>(new RecoveryCodesModel(changed.RecoveryCodes));
        // The generator that was begun is shown again: its secret is carried in the page, and stored nowhere else.
        return form["uri"] is ['o', 't', 'p', ..] and { Length: <= MaxUri } uri
            ? Again(model with
            {
                Begun = new TotpEnrolment(form["secret"], uri),
                Qr = codes.Draw(uri),
            }, page, form, refusal)
            : Again(model, page, form, refusal);
    }

    private static async Task<IResult> NewCodes(
        SecondFactorModel model, PageContext page, Posted form, IRegistry registry)
    {
        var changed = await registry.Accounts.NewRecoveryCodes(page.Account!.Id);
        return changed.Refusal is { } refusal ? Again(model, page, form, refusal)
            : page.Show<RecoveryCodes>(new RecoveryCodesModel(changed.RecoveryCodes));
    }

    private static async Task<IResult> Remove(
        SecondFactorModel model, PageContext page, Posted form, IRegistry registry)
    {
        if (model.Demanded) return page.Refused(Refusals.NotAllowed());
        return await registry.Accounts.RemoveTotp(page.Account!.Id, page.SignedIn!.Session) is { } refusal
            ? Again(model, page, form, refusal) : Go.To(AccountPage.Path);
    }

    private static PageResult Again(SecondFactorModel model, PageContext page, Posted form, Refusal refusal) =>
        page.Again<SecondFactor>(model with { Form = FormState.Again(form, refusal) }, refusal);
}
