using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>A lost phone.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="RequestId">The request of the new phone's code; null: no code was asked for yet.</param>
/// <param name="EffectiveAt">When the account gets the new phone; null: the form was not accepted yet.</param>
/// <param name="Today">The legal date.</param>
public sealed record LostPhoneModel(FormState Form, string? RequestId, DateTimeOffset? EffectiveAt, DateOnly Today);

/// <summary>
/// GET and POST /recover/phone: a driver who has lost the phone enters the code that was shown to the employer's
/// manager, the identity number, and the code that the new phone received (docs/adr/0116). An unknown recovery, a wrong
/// code and a wrong number get the same answer.
/// </summary>
internal static class LostPhonePage
{
    public const string Path = "/recover/phone";
    private const int MaxText = 200;
    private static readonly string[] _names = ["recoveryId", "code", "identityNumber", "phone", "requestId", "codeNew"];

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (string? id, PageContext page, IRegistry registry) => page.Show<LostPhone>(
            Model(registry, FormState.New(("recoveryId", id is { Length: <= MaxText } ? id : null)))))
            .For(PageAccess.Open);
        pages.MapPost(Path, Step).For(PageAccess.Open with { SaysWho = true });
    }

    private static async Task<IResult> Step(PageContext page, Posted form, IRegistry registry)
    {
        if (_names.FirstOrDefault(name => form[name].Length > MaxText) is { } tooLong)
            return Again(Refusals.Malformed(BodyRefusals.Wrong(tooLong)));
        if (form["step"] == "send")
        {
            if (Missing(form, "recoveryId", "code", "identityNumber", "phone") is { } missing) return Again(missing);
            var id = await registry.Accounts.SendCode(form["phone"], CodePurpose.ChangePhone, page.Origin);
            return page.Show<LostPhone>(Model(registry, FormState.With(form), id));
        }
        var (recovery, code) = (form["recoveryId"], form["codeNew"].Replace(" ", "", StringComparison.Ordinal));
        var proven = await registry.Accounts.ProveRecovery(new RecoveryProof(recovery,
            form["code"].Replace(" ", "", StringComparison.Ordinal), form["identityNumber"],
            new GivenCode(form["requestId"], code)));
        if (proven.Refusal is { } no) return Again(no);
        var recover = new RecoverPhone(proven.AccountId, proven.PersonKey, recovery, proven.Phone, proven.By);
        var answer = await registry.Execute(IdentityBinding.IdOf(proven.AccountId),
            new Envelope(Guid.NewGuid().ToString("N"), recover, Actor.Registry(Channel.Http)));
        if (answer is Answer.No { Refusal: var refused }) return Again(refused);
        await page.Acted("recoverPhone", registry.Operations.Trail);
        return page.Show<LostPhone>(Model(registry, FormState.New()) with
        {
            EffectiveAt = registry.Now.AddHours(PhoneRecovery.WaitHours),
        });

        PageResult Again(Refusal refusal) => page.Again<LostPhone>(
            Model(registry, FormState.Again(form, refusal), form.Text("requestId")), refusal);
    }

    private static Refusal? Missing(Posted form, params ReadOnlySpan<string> names)
    {
        var faults = new List<FieldFault>();
        foreach (var name in names)
            if (form[name].Length == 0) faults.Add(Refusals.Fault(name, "请填写。", "Fill this in."));
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    private static LostPhoneModel Model(IRegistry registry, FormState form, string? requestId = null) =>
        new(form, requestId, null, ShanghaiTime.DateOf(registry.Now));
}
