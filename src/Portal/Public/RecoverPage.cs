using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>A forgotten password.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="RequestId">The request of the code; null: none was asked for yet.</param>
/// <param name="Done">True: it was accepted, which does not show whether the name exists.</param>
public sealed record RecoverModel(FormState Form, string? RequestId, bool Done = false);

/// <summary>
/// GET and POST /recover: replaces a forgotten password, by the phone on record and the second factor. The answer is
/// the same for a name that does not exist.
/// </summary>
internal static class RecoverPage
{
    private const string Path = "/recover";
    private const int MaxText = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (PageContext page) => page.Show<Recover>(new RecoverModel(FormState.New(), null)))
            .For(PageAccess.Open);
        pages.MapPost(Path, Step).For(PageAccess.Open with { SaysWho = true });
    }

    private static async Task<IResult> Step(PageContext page, Posted form, IRegistry registry)
    {
        string[] names = ["userName", "phone", "requestId", "code", "totp", "newPassword"];
        if (names.FirstOrDefault(name => form.Secret(name).Length > MaxText) is { } tooLong)
            return Again(Refusals.Malformed(BodyRefusals.Wrong(tooLong)));
        if (form["step"] == "send")
        {
            if (form["userName"].Length == 0)
                return Again(Refusals.Malformed(Refusals.Fault("userName", "请填写用户名。", "Fill in your user name.")));
            if (form["phone"].Length == 0)
                return Again(Refusals.Malformed(
                    Refusals.Fault("phone", "请填写账号登记的手机号。", "Fill in the phone of the account.")));
            var id = await registry.Accounts.SendCode(form["phone"], CodePurpose.ResetPassword, page.Origin);
            return page.Show<Recover>(new RecoverModel(FormState.With(form), id));
        }
        var code = form["code"].Replace(" ", "", StringComparison.Ordinal);
        var refusal = await registry.Accounts.ResetForgotten(new ForgottenPassword(
            form["userName"], new GivenCode(form["requestId"], code), form["totp"], form.Secret("newPassword")));
        if (refusal is not null) return Again(refusal);
        await page.Acted("resetPassword", registry.Operations.Trail);
        return page.Show<Recover>(new RecoverModel(FormState.New(), null, Done: true));

        PageResult Again(Refusal refusal) => page.Again<Recover>(
            new RecoverModel(FormState.Again(form, refusal), form.Text("requestId")), refusal);
    }
}
