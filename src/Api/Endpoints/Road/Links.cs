using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// The links of drivers (http.md 9; rules.md H.25): asked for by an operator or a railway enterprise, consented to
/// here, ended by either side.
/// </summary>
internal static class Links
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/me/links").WithTags("links").For(Access.Of(Roles.Holder))
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List).WithName("listLinks")
            .WithSummary("Whom the caller drives for, was asked to, or did, newest first.");
        var one = group.MapGroup("/{id}").For(Access.OfPersons).WithMetadata(EntityCommand.Marker);
        one.MapPost("/accept", Accept).WithName("acceptLink")
            .WithSummary("The driver consents; it counts from now on.");
        one.MapPost("/decline", Decline).WithName("declineLink").WithSummary("The driver declines; nothing changes.");
        one.MapPost("/end", End).WithName("endLink")
            .WithSummary("The driver ends it; filed trips and running applications stay.");
    }

    /// <summary>Asks somebody to drive for a party; the answer is the same for every name and number.</summary>
    public static async Task<IResult> Ask<T>(
        EntityKind kind, string partyId, CommandRequest<T> request, AskDriver ask, IRegistry registry)
        where T : class =>
        EntityId.TryParse(kind, partyId, out var party)
            ? Replies.ToAccepted<DriverAskView>(await registry.Execute(party, request.Envelope(ask)))
            : new ApiProblem(Refusals.NotFound());

    private static async Task<Reply<Listing<LinkView>>> List(
        Caller caller, IRegistry registry, CancellationToken cancellation) =>
        Replies.Whole(await registry.As(caller.Actor).OwnLinks(cancellation));

    private static Task<Reply<LinkView>> Accept(string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Send(new AcceptLink(id), request, registry);

    private static Task<Reply<LinkView>> Decline(string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Send(new DeclineLink(id), request, registry);

    private static Task<Reply<LinkView>> End(string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Send(new EndLink(id), request, registry);

    /// <summary>The link of the caller's own person; any other id is answered as unknown.</summary>
    private static async Task<Reply<LinkView>> Send(
        LinkCommand command, CommandRequest<NoMembers> request, IRegistry registry) =>
        request.Caller.Actor.PersonKey is { } person
            ? Replies.To<LinkView>(
                await registry.Execute(new EntityId(EntityKind.Person, person), request.Envelope(command)))
            : Refusals.RealNameRequired();
}
