using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The caller's own account (http.md 3): real name, phone, password, sessions, notices.</summary>
public static class Me
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Me");
        me.MapGet("", Who).Gives<MeView>("The account and the person behind it");
        me.MapPost("/real-name", RealName).Takes<RealNameRequest>().Gives<MeView>("Real-name authentication");
        me.MapPost("/phone", Phone).Takes<PhoneRequest>().Says("Move to another phone, proven by the code sent to it", 204);
        me.MapPost("/password", Password).Takes<PasswordRequest>().Says("Change the password; other sessions end", 204)
            .WithMetadata(new BeforePasswordChange());
        me.MapPost("/sessions/revoke-all", RevokeAll).Says("End every session", 204);
        me.MapGet("/notices", Notices).Gives<PageView<NoticeView>>("What the caller was told, newest first");
    }

    /// <summary>Name and number with both sides of the identity card.</summary>
    public sealed record RealNameRequest(
        string Name, IdentityKind IdentityKind, string IdentityNumber, string FrontDocumentId, string BackDocumentId, DateOnly? BornOn = null);

    /// <summary>The new phone and the code sent to it.</summary>
    public sealed record PhoneRequest(string Phone, string Code);

    /// <summary>The old and the new password.</summary>
    public sealed record PasswordRequest(string OldPassword, string NewPassword);

    /// <summary>The person behind an account; the number in full, it is the caller's own.</summary>
    public sealed record RealNameView(string PersonId, string Name, IdentityKind IdentityKind, string IdentityNumber);

    /// <summary>The caller.</summary>
    public sealed record MeView(
        string Id, string? UserName, string? Phone, IReadOnlyList<string> Roles, string? Authority, bool MustChangePassword, RealNameView? RealName);

    private static async Task<IResult> Who(Caller caller, IRegistry registry) => Show.Json(await ViewOf(caller.Account, registry));

    /// <summary>The view of an account.</summary>
    public static async Task<MeView> ViewOf(Account account, IRegistry registry)
    {
        RealNameView? name = null;
        if (account.PersonKey is { } key && await registry.Load(new EntityId(EntityKind.Person, key)) is { State: Person p })
            name = new RealNameView(p.Key, p.Name, p.IdentityKind, p.IdentityNumber);
        return new MeView(account.Id, account.Name, account.Phone is { } phone ? IdentityNumber.MaskPhone(phone) : null,
            RoleNames.Of(account.Roles), account.Authority, account.MustChangePassword, name);
    }

    /// <summary>The person first, then the account on the person, then the person on the account; a repeat completes it.</summary>
    private static async Task<IResult> RealName(Caller caller, Body<RealNameRequest> body, IRegistry registry)
    {
        if (body.Refusal is not null) return Show.No(body.Refusal);
        if (!caller.Actor.Is(Roles.Holder)) return Show.No(Refusals.NotAllowed());
        var asked = body.Value;
        if (await Cards(caller, asked, registry) is { } unfit) return Show.No(unfit);
        var register = new RegisterPerson(asked.Name, asked.IdentityKind, asked.IdentityNumber, asked.BornOn);
        var (envelope, refusal) = Asking.EnvelopeOf(caller, register, body.Bytes);
        if (refusal is not null) return Show.No(refusal);
        var (person, no) = await Registrar.PersonOf(registry, register, envelope!, caller.Http.RequestAborted);
        if (no is not null) return Show.No(no);
        var number = IdentityNumber.Check(asked.IdentityKind, asked.IdentityNumber, Domain.Calendar.ShanghaiTime.DateOf(registry.Now)).Normalized!;
        var answer = await registry.Execute(new EntityId(EntityKind.Person, person!),
            envelope! with { Command = new BindAccount(asked.Name, number), Fingerprint = null }, caller.Http.RequestAborted);
        if (answer is Answer.No refused) return Show.No(refused.Refusal);
        await registry.Accounts.BindPerson(caller.Account.Id, person!, caller.Http.RequestAborted);
        return Show.Json(await ViewOf(caller.Account with { PersonKey = person }, registry));
    }

    private static async Task<Refusal?> Cards(Caller caller, RealNameRequest asked, IRegistry registry)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var (field, id, kind) in new[]
        {
            ("frontDocumentId", asked.FrontDocumentId, MaterialKind.IdentityFront), ("backDocumentId", asked.BackDocumentId, MaterialKind.IdentityBack),
        })
        {
            var document = await registry.Documents.Find(id, caller.Http.RequestAborted);
            if (document is null || document.OwnerAccountId != caller.Account.Id || document.Kind != kind)
                faults.Add(Refusals.Fault(field, "没有找到您上传的该面证件照片。", "There is no such upload of yours."));
        }
        return faults.Count == 0 ? null
            : Domain.Certificates.CertificateRefusals.Materials(RefusalCode.MaterialUnfit, faults.ToImmutable());
    }

    private static async Task<IResult> Phone(Caller caller, Body<PhoneRequest> body, IRegistry registry) =>
        body.Refusal is not null ? Show.No(body.Refusal)
        : await registry.Accounts.ChangePhone(caller.Account.Id, body.Value.Phone, body.Value.Code, caller.Http.RequestAborted) is { } no
            ? Show.No(no) : Results.NoContent();

    private static async Task<IResult> Password(Caller caller, Body<PasswordRequest> body, IRegistry registry) =>
        body.Refusal is not null ? Show.No(body.Refusal)
        : await registry.Accounts.ChangePassword(
            caller.Account.Id, body.Value.OldPassword, body.Value.NewPassword, caller.Http.RequestAborted) is { } no
            ? Show.No(no) : Results.NoContent();

    private static async Task<IResult> RevokeAll(Caller caller, IRegistry registry)
    {
        await registry.Accounts.EndSessions(caller.Account.Id, caller.Http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> Notices(Caller caller, Paging paging, IRegistry registry)
    {
        if (paging.Refusal is { } bad) return Show.No(bad);
        if (caller.Actor.PersonKey is not { } person) return Show.No(Refusals.RealNameRequired());
        var page = await registry.Operations.Notices(person, failedOnly: false, paging.Page, caller.Http.RequestAborted);
        return Show.Json(new PageView<NoticeView>([.. page.Items.Select(NoticeView.Of)], page.Next));
    }
}
