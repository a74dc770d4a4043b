using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What is left out stays; an empty text removes a value.</summary>
public sealed record ProfileRequest(string? PhoneOfContact = null, string? Address = null, Education? Education = null);

/// <summary>One's own profile, changed by oneself (http.md 9; 002 L188).</summary>
internal static class ProfileEndpoints
{
    public static void Map(RouteGroupBuilder me)
    {
        me.MapGet("/profile", Get).For(Access.Of(Roles.Holder)).WithName("getProfile")
            .WithSummary("What the caller says of oneself: it fills in forms and proves nothing.");
        me.MapPatch("/profile", Change).For(Access.Of(Roles.Holder)).WithName("changeProfile")
            .WithSummary("Changes what is given; a new address is not taken in the 72 hours after a binding.")
            .WithMetadata(EntityCommand.Marker);
    }

    private static async Task<Reply<ProfileView>> Get(
        Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).OwnParty(cancellation) is { State: Person person }
            ? ProfileView.Of(person)
            : Refusals.RealNameRequired();

    private static async Task<Reply<ProfileView>> Change(
        CommandRequest<ProfileRequest> request, IRegistry registry) =>
        request.Caller.Actor.PersonKey is { } person
            ? Replies.To<ProfileView>(await registry.Execute(
                new EntityId(EntityKind.Person, person),
                request.Envelope(new ChangeProfile(
                    request.Body.PhoneOfContact, request.Body.Address, request.Body.Education))))
            : Refusals.RealNameRequired();
}
