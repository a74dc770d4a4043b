using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The owner of an individual business: a person on the register, by name and number.</summary>
/// <param name="Name">The registered name.</param>
/// <param name="IdentityNumber">The number.</param>
/// <param name="Evidence">The papers that were checked: business licence and identity card.</param>
public sealed record OwnerRequest(string Name, string IdentityNumber, string Evidence);

/// <summary>The papers that prove it, or why the ownership is over.</summary>
public sealed record OwnerEndRequest(string Evidence);

/// <summary>
/// Who owns an individual business: asked for by one officer of its authority and confirmed by another (docs/adr/0117).
/// It waits among the acts that need a second officer (<see cref="Approvals"/>).
/// </summary>
internal static class OwnerEndpoints
{
    public static void Map(RouteGroupBuilder operators)
    {
        var one = operators.MapGroup("/{id}").For(Access.Of(Roles.Officer)).WithMetadata(EntityCommand.Marker);
        one.MapPost("/owner", Record).WithName("recordOwner")
            .WithSummary("Asks to record the owner of an individual business, whose account then acts for it, too; a "
                + "second officer confirms.");
        one.MapPost("/owner/end", End).WithName("endOwner")
            .WithSummary("Asks to end that: the business is the person's no longer; a second officer confirms.");
    }

    private static async Task<Accepted<AwaitedApprovalView>> Record(
        string id, CommandRequest<OwnerRequest> request, IRegistry registry)
    {
        var (business, refusal) = await Find(id, request, registry);
        if (refusal is not null) return refusal;
        var body = request.Body;
        return await Registration.Driver(registry, body.Name, body.IdentityNumber) is { } person
            ? await Ask(request, new OwnerForm(person, business!.Key, Owns: true, body.Evidence), registry)
            : Refusals.Malformed(Refusals.Fault("identityNumber", "没有登记该人员。", "No such person is on the register."));
    }

    private static async Task<Accepted<AwaitedApprovalView>> End(
        string id, CommandRequest<OwnerEndRequest> request, IRegistry registry)
    {
        var (business, refusal) = await Find(id, request, registry);
        if (refusal is not null) return refusal;
        return business!.Owner is { } owner
            ? await Ask(request, new OwnerForm(owner.PersonKey, id, Owns: false, request.Body.Evidence), registry)
            : OperatorRefusals.NoOwner();
    }

    /// <summary>The business, for an officer of its authority who has seen its latest version.</summary>
    private static async Task<Result<Operator>> Find<T>(string id, CommandRequest<T> request, IRegistry registry)
        where T : class
    {
        var (loaded, refusal) = await registry.As(request.Caller.Actor).Find(EntityKind.Operator, id);
        return refusal is not null ? refusal
            : request.Key.ExpectedVersion is { } seen && seen != loaded!.Version ? Refusals.StaleVersion()
            : (Operator)loaded!.State;
    }

    private static async Task<Accepted<AwaitedApprovalView>> Ask<T>(
        CommandRequest<T> request, OwnerForm form, IRegistry registry) where T : class =>
        Approvals.Awaited(await registry.Execute(IdentityBinding.IdOf(form.PersonKey),
            request.Envelope(new RequestPersonAct(form.PersonKey, form)) with { ExpectedVersion = null }));
}
