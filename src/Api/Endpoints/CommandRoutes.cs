using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// Routes under one <c>{id}</c> that each send one command to the entity; the answer is the view that
/// was stored with the commit. If the caller hangs up, the command continues: it is carried out or refused as a whole.
/// </summary>
/// <param name="group">The routes with the id in their path.</param>
/// <param name="entityOf">The entity for an id; null: the id is not possible, and is answered as unknown.</param>
/// <param name="anyOf">
/// The roles that have such a step, where the routes serve several kinds; other callers are refused whatever exists.
/// Proofs of identity are hidden by their own law (H.24). None: the route itself says who may call it.
/// </param>
internal sealed class CommandRoutes<TView>(
    RouteGroupBuilder group, Func<string, EntityId?> entityOf, Roles anyOf = Roles.None)
{
    /// <summary>The routes of entities of <paramref name="kind"/>, whose key is the id.</summary>
    public CommandRoutes(RouteGroupBuilder group, EntityKind kind)
        : this(group, id => EntityId.TryParse(kind, id, out var entity) ? entity : null) { }

    /// <summary>A route whose command follows from its body.</summary>
    public CommandRoutes<TView> Post<TBody>(string path, string name, string summary, Func<TBody, Command> command)
        where TBody : class =>
        Post<TBody>(path, name, summary, (_, body) => command(body));

    /// <summary>A route whose command follows from the id and the body.</summary>
    public CommandRoutes<TView> Post<TBody>(
        string path, string name, string summary, Func<string, TBody, Command> command) where TBody : class =>
        Post(path, name, summary, (string id, CommandRequest<TBody> request, IRegistry registry) =>
            Send(id, request, command(id, request.Body), registry));

    /// <summary>A route whose command needs more than its body.</summary>
    public CommandRoutes<TView> Post(string path, string name, string summary, Delegate handler)
    {
        group.MapPost(path, handler).WithName(name).WithSummary(summary);
        return this;
    }

    /// <summary>Sends <paramref name="command"/> to the entity for <paramref name="id"/>.</summary>
    public async Task<Reply<TView>> Send<TBody>(
        string id, CommandRequest<TBody> request, Command command, IRegistry registry) where TBody : class =>
        entityOf(id) is not { } entity ? Refusals.NotFound()
        : anyOf != Roles.None && entity.Kind != EntityKind.Identity && !request.Caller.Actor.Is(anyOf)
            ? Refusals.NotAllowed()
        : Replies.To<TView>(await registry.Execute(entity, request.Envelope(command)));
}

/// <summary>The beginning of groups of command routes.</summary>
internal static class CommandGroups
{
    /// <summary>Marks routes whose POST is a command to an entity, and refuses bodies that cannot be read.</summary>
    public static RouteGroupBuilder OfCommands(this RouteGroupBuilder group, string tag, Access access)
    {
        group.WithTags(tag).For(access).AddEndpointFilterFactory(CommandRequestFilter.For)
            .WithMetadata(EntityCommand.Marker);
        return group;
    }
}
