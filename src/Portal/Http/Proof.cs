using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Public;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// The proof that a session is still used by its owner, before an act that must not be possible at a screen left open.
/// The question keeps what was typed, and the answer continues the act.
/// </summary>
internal static class Proof
{
    /// <summary>The prefix of the fields of a proof; they belong to no command.</summary>
    public const string Prefix = "proof.";

    /// <summary>The field of the password.</summary>
    public const string Password = Prefix + "password";

    /// <summary>The field of the one-time password.</summary>
    public const string Totp = Prefix + "totp";

    private const int MaxSecret = 200;

    /// <summary>
    /// The question, if the last proof is too old and the form has no right one; null: the act may continue.
    /// </summary>
    public static async Task<IResult?> Missing(
        PageContext page, Posted form, IAccounts accounts, PortalOptions options)
    {
        if (page.SignedIn is not { } session || !options.ProofIsStale(session)) return null;
        // Another silo may have recorded a proof since.
        if (await accounts.Again(session, page.Http.RequestAborted) is { } now && !options.ProofIsStale(now))
            return null;
        var (password, totp) = (form.Secret(Password), form[Totp]);
        if (password.Length + totp.Length == 0) return Ask(page, form, null);
        var refusal = password.Length > MaxSecret || totp.Length > MaxSecret
            ? Refusals.Malformed(BodyRefusals.Wrong(totp.Length > 0 ? Totp : Password))
            : await accounts.ReAuthenticate(session.Account.Id, session.Session,
                totp.Length > 0 ? null : password, totp.Length > 0 ? totp : null);
        return refusal is null ? null : Ask(page, form, refusal);
    }

    private static PageResult Ask(PageContext page, Posted form, Refusal? refusal)
    {
        var model = new ProveAgainModel(
            page.Http.Request.Path, refusal is null ? FormState.With(form) : FormState.Again(form, refusal),
            [.. form.Carried])
        {
            Kept = KeptForm.Of(page.Http.Request.Path, form.All(), form.HasFiles),
        };
        if (refusal is not null) return page.Again<ProveAgain>(model, refusal);
        page.Refusal = RefusalCode.Reauthenticate;
        return page.Show<ProveAgain>(model, StatusCodes.Status403Forbidden);
    }
}
