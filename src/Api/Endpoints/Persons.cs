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
        var group = api.MapGroup("/persons/{id}")
            .WithTags("persons")
            .For(Access.Of(Roles.Officer | Roles.ExamCentre | Roles.Administration))
            .AddEndpointFilterFactory(CommandRequestFilter.For).WithMetadata(EntityCommand.Marker);
        group.MapPost("/death", Death).WithName("recordDeath").WithSummary("Records the death.");
        group.MapPost("/driving-licence", DrivingLicence).WithName("recordDrivingLicence")
            .WithSummary("Records what became of the driving licence.");
        group.MapPost("/identity-change", IdentityChange)
            .WithName("changeIdentity")
            .WithSummary("Changes name or number, by proof.");
        group.MapPost("/facts/{factId}/correct", Correct).WithName("correctFact")
            .WithSummary("Corrects a fact that was wrong: what it caused is undone, and only that.");
    }

    private static Task<Reply<PersonView>> Death(string id, CommandRequest<DeathRequest> request, IRegistry registry) =>
        Send(id, request, new RecordDeath(request.Body.On), registry);

    private static Task<Reply<PersonView>> DrivingLicence(
        string id, CommandRequest<DrivingLicenceRequest> request, IRegistry registry) =>
        Send(id, request, new RecordDrivingLicence(request.Body.State, request.Body.Class, request.Body.On), registry);

    private static Task<Reply<PersonView>> IdentityChange(
        string id, CommandRequest<IdentityChangeRequest> request, IRegistry registry) =>
        Send(
            id,
            request,
            new ChangeIdentity(
                request.Body.Name, request.Body.IdentityKind, request.Body.IdentityNumber, request.Body.BornOn),
            registry);

    private static Task<Reply<PersonView>> Correct(
        string id, string factId, CommandRequest<CorrectRequest> request, IRegistry registry) =>
        Send(id, request, new CorrectFact(factId, request.Body.Reason), registry);

    private static async Task<Reply<PersonView>> Send<T>(
        string id, CommandRequest<T> request, Command command, IRegistry registry)
        where T : class =>
        EntityId.TryParse(id, out var entity) && entity.Kind == EntityKind.Person
            ? Replies.To<PersonView>(await registry.Execute(entity, request.Envelope(command)))
            : Refusals.NotFound();
}
