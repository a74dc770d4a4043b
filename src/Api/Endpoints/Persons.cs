using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Facts about a person (http.md 4): recorded once, felt by every certificate.</summary>
public static class Persons
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var persons = api.MapGroup("/persons").WithTags("Persons");
        Post<DeathRequest>(persons, "/{id}/death", "Record the death", (b, _) => new RecordDeath(b.On));
        Post<DrivingLicenceRequest>(persons, "/{id}/driving-licence", "Record what became of the driving licence",
            (b, _) => new RecordDrivingLicence(b.State, b.Class, b.On));
        Post<IdentityRequest>(persons, "/{id}/identity-change", "Change name or number, by proof",
            (b, _) => new ChangeIdentity(b.Name, b.IdentityKind, b.IdentityNumber, b.BornOn));
        Post<CorrectRequest>(persons, "/{id}/facts/{factId}/correct", "A fact was wrong: undo exactly what it caused",
            (b, http) => new CorrectFact(http.Request.RouteValues["factId"]!.ToString()!, b.Reason));
        persons.MapGet("/{id}", One).Gives<PersonView>("The person with the facts on record, for officers");
    }

    /// <summary>The day of death.</summary>
    public sealed record DeathRequest(DateOnly On);

    /// <summary>The state of the driving licence from a day on.</summary>
    public sealed record DrivingLicenceRequest(DrivingLicenceState State, DateOnly On, string? Class = null);

    /// <summary>The new name and number.</summary>
    public sealed record IdentityRequest(string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly? BornOn = null);

    /// <summary>Why the fact was wrong.</summary>
    public sealed record CorrectRequest(string Reason);

    private static void Post<T>(RouteGroupBuilder persons, string route, string summary, Func<T, HttpContext, Command> toCommand) =>
        persons.MapPost(route, async (string id, Caller caller, Body<T> body, IRegistry registry) =>
                body.Refusal is not null ? Show.No(body.Refusal)
                : EntityId.TryParse(id, out var entity) && entity.Kind == EntityKind.Person
                    ? await registry.Ask(caller, entity, toCommand(body.Value, caller.Http), body.Bytes)
                    : Show.No(Refusals.NotFound()))
            .Takes<T>().Gives<PersonView>(summary);

    private static async Task<IResult> One(string id, Caller caller, IRegistry registry)
    {
        if (!caller.Actor.Is(Roles.Officer)) return Show.No(Refusals.NotAllowed());
        if (!EntityId.TryParse(id, out var entity) || entity.Kind != EntityKind.Person
            || await registry.Load(entity, caller.Http.RequestAborted) is not { State: Person person } loaded)
            return Show.No(Refusals.NotFound());
        return person.Certificates.Any(held => caller.Actor.Covers(held.Authority, Desks.Road))
            ? new Shown<PersonView>(PersonView.Of(person), RegistryJson.Wire.PersonView, loaded.Version)
            : Show.No(Refusals.NotFound());
    }
}
