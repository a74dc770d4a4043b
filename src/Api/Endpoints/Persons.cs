using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A death.</summary>
public sealed record DeathRequest(DateOnly On);

/// <summary>What became of a driving licence; the class is such as A2.</summary>
public sealed record DrivingLicenceRequest(DrivingLicenceState State, DateOnly On, string? Class = null);

/// <summary>Another name or number, by proof.</summary>
public sealed record IdentityChangeRequest(
    string Name, string IdentityNumber, IdentityKind IdentityKind = IdentityKind.CitizenId, DateOnly? BornOn = null);

/// <summary>Why a fact was wrong.</summary>
public sealed record CorrectRequest(string Reason);

/// <summary>Facts about persons; their consequences reach every certificate, each with its cause (http.md 4).</summary>
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
            .Post("/identity-change", "changeIdentity", "Changes name or number, by proof.",
                (IdentityChangeRequest body) =>
                    new ChangeIdentity(body.Name, body.IdentityKind, body.IdentityNumber, body.BornOn))
            .Post("/facts/{factId}/correct", "correctFact",
                "Corrects a fact that was wrong: what it caused is undone, and only that.",
                (string id, string factId, CommandRequest<CorrectRequest> request, IRegistry registry) =>
                    routes.Send(id, request, new CorrectFact(factId, request.Body.Reason), registry));
    }
}
