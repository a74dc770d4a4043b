using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A death.</summary>
public sealed record DeathRequest(DateOnly On);

/// <summary>A change of the driving licence; a class is such as A2.</summary>
public sealed record DrivingLicenceRequest(DrivingLicenceState State, DateOnly On, string? Class = null);

/// <summary>Another name or number, by proof.</summary>
public sealed record IdentityChangeRequest(
    string Name, string IdentityNumber, IdentityKind IdentityKind = IdentityKind.CitizenId, DateOnly? BornOn = null);

/// <summary>Why a fact was wrong.</summary>
public sealed record CorrectRequest(string Reason);

/// <summary>
/// Facts about persons; their consequences reach every certificate, with the fact as the cause (http.md 4).
/// </summary>
internal static class Persons
{
    public static void Map(RouteGroupBuilder api)
    {
        var access = Access.Of(Roles.Officer | Roles.ExamCentre | Roles.Administration);
        var routes = new CommandRoutes<PersonView>(
            api.MapGroup("/persons/{id}").OfCommands("persons", access), EntityKind.Person);
        routes.Post("/death", "recordDeath", "Records the death.", (DeathRequest body) => new RecordDeath(body.On))
            .Post("/driving-licence", "recordDrivingLicence", "Records what became of the driving licence.",
                (DrivingLicenceRequest body) => new RecordDrivingLicence(body.State, body.Class, body.On))
            .Post("/identity-change", "changeIdentity",
                "Asks for another name or number, by proof; a second officer confirms.", ChangeIdentity);
        api.MapPost("/persons/{id}/facts/{factId}/correct",
                (string id, string factId, CommandRequest<CorrectRequest> request, IRegistry registry) =>
                    Correct(routes, id, factId, request, registry))
            .WithTags("persons").For(access).AddEndpointFilterFactory(CommandRequestFilter.For)
            .WithMetadata(EntityCommand.Marker).WithName("correctFact")
            .WithSummary("Corrects a fact that was wrong: what it caused is undone, and only that. What another "
                + "authority recorded is answered 202, and a second officer confirms.")
            .Produces<PersonView>().Produces<AwaitedApprovalView>(StatusCodes.Status202Accepted);
    }

    private static async Task<Accepted<AwaitedApprovalView>> ChangeIdentity(
        string id, CommandRequest<IdentityChangeRequest> request, IRegistry registry)
    {
        if (await registry.As(request.Caller.Actor).PersonToActOn(id) is not var (person, version))
            return Refusals.NotFound();
        var body = request.Body;
        return await Approvals.AskFor(request, person, version,
            new IdentityChangeForm(person.Key, body.Name, body.IdentityKind, body.IdentityNumber, body.BornOn),
            registry);
    }

    private static async Task<IResult> Correct(
        CommandRoutes<PersonView> routes, string id, string factId, CommandRequest<CorrectRequest> request,
        IRegistry registry)
    {
        var actor = request.Caller.Actor;
        return await registry.As(actor).PersonToActOn(id) is var (person, version)
            && PersonFacts.TakesTwo(person, factId, actor)
            ? await Approvals.AskFor(request, person, version,
                new FactCorrectionForm(person.Key, factId, request.Body.Reason), registry)
            : await routes.Send(id, request, new CorrectFact(factId, request.Body.Reason), registry);
    }
}
