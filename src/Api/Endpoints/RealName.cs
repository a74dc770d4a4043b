using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Name and number as the holder confirms them, and both sides of the card, uploaded before.</summary>
public sealed record RealNameRequest(
    string Name, string IdentityNumber, string FrontDocumentId, string BackDocumentId,
    IdentityKind IdentityKind = IdentityKind.CitizenId, DateOnly? BornOn = null);

/// <summary>
/// Real-name authentication (rules.md A.1): the card's two sides, then the person, then the account. Each step may be
/// repeated; a request that was cut off in the middle is finished by sending it again.
/// </summary>
internal static class RealName
{
    /// <summary>Binds the caller's account; null: done.</summary>
    public static async Task<Refusal?> Bind(Posted<RealNameRequest> posted, IRegistry registry)
    {
        var body = posted.Body;
        if (await Sides(body, posted.Caller, registry) is { } unfit) return unfit;
        var number = IdentityNumber.Check(body.IdentityKind, body.IdentityNumber, ShanghaiTime.DateOf(registry.Now)).Normalized
            ?? body.IdentityNumber;
        if (posted.Caller.Actor.PersonKey is { } bound
            && await registry.Queries.PersonByIdentity(number) is var known && known?.Key != bound) return PersonDecider.AlreadyBound();
        var register = new RegisterPerson(body.Name, body.IdentityKind, number, body.BornOn);
        var (person, refusal) = await Registrar.PersonOf(registry, register, posted.Envelope(register) with { Fingerprint = null });
        if (refusal is not null) return refusal;
        var answer = await registry.Execute(
            new EntityId(EntityKind.Person, person!), posted.Envelope(new BindAccount(body.Name, number)));
        if (answer is Answer.No no) return no.Refusal;
        await registry.Accounts.BindPerson(posted.Caller.Account.Id, person!);
        return null;
    }

    private static async Task<Refusal?> Sides(RealNameRequest body, Caller caller, IRegistry registry)
    {
        var front = await Fits(body.FrontDocumentId, MaterialKind.IdentityFront, caller, registry);
        var back = await Fits(body.BackDocumentId, MaterialKind.IdentityBack, caller, registry);
        if (front && back) return null;
        return new Refusal(RefusalCode.MaterialUnfit, new LocalText(
            "请上传本人身份证件正反两面的照片。", "Upload both sides of your own identity document first."))
        {
            Law = Citations.GuideRealName,
            Faults =
            [
                .. front ? [] : new[] { Fault("frontDocumentId") },
                .. back ? [] : new[] { Fault("backDocumentId") },
            ],
        };
    }

    private static FieldFault Fault(string field) =>
        Refusals.Fault(field, "没有找到您上传的该面照片。", "There is no such upload of yours, of this side.");

    private static async ValueTask<bool> Fits(string id, MaterialKind kind, Caller caller, IRegistry registry) =>
        await registry.Documents.Find(id) is { } document
        && document.Kind == kind && document.ContentType.StartsWith("image/", StringComparison.Ordinal) && document.OwnerAccountId == caller.Account.Id;
}
