using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>What a person states about oneself.</summary>
/// <param name="Form">The data on record, or what was typed.</param>
/// <param name="IsStated">True: an education is on record; it can be changed but not removed.</param>
/// <param name="Kept">True: it was saved just now.</param>
public sealed record ProfileModel(FormState Form, bool IsStated, bool Kept = false);

/// <summary>GET and POST /account/profile: the data that fills in forms and proves nothing (002 L188).</summary>
internal static class ProfilePage
{
    public const string Path = "/account/profile";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.Holder);
        pages.MapGet(Path, Show).For(access);
        pages.MapPost(Path, Keep).For(access);
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        if (await registry.As(page.Actor).OwnParty(cancellation) is not { State: Person person })
            return Go.To("/my/real-name");
        var education = person.Profile?.Education;
        return page.Show<ProfileView>(new ProfileModel(FormState.New(
            ("phoneOfContact", person.Profile?.PhoneOfContact), ("address", person.Profile?.Address),
            ("level", education?.Level.ToString()), ("major", education?.Major?.ToString())), education is not null));
    }

    private static async Task<IResult> Keep(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (await registry.As(page.Actor).OwnParty(cancellation) is not { State: Person person })
            return Go.To("/my/real-name");
        var isStated = person.Profile?.Education is not null;
        if (Read(form, out var education) is { } fault)
            return page.Again<ProfileView>(new ProfileModel(FormState.Again(form, fault), isStated), fault);
        var change = new ChangeProfile(form["phoneOfContact"], form["address"], education);
        var id = new EntityId(EntityKind.Person, person.Key);
        return await registry.Execute(id, form.Envelope(change), cancellation) switch
        {
            Answer.No { Refusal: var no } =>
                page.Again<ProfileView>(new ProfileModel(FormState.Again(form, no), isStated), no),
            _ => page.Show<ProfileView>(new ProfileModel(
                FormState.With(form), isStated || education is not null, Kept: true)),
        };
    }

    /// <summary>The education; null: none was chosen, so that the one on record stays.</summary>
    private static Refusal? Read(Posted form, out Education? education)
    {
        education = null;
        if (form.Text("level") is not { } chosen) return null;
        if (!Enum.TryParse<EducationLevel>(chosen, out var level) || !Enum.IsDefined(level))
            return Refusals.Malformed(BodyRefusals.Wrong("level"));
        RailMajor? major = null;
        if (form.Text("major") is { } studied)
        {
            if (!Enum.TryParse<RailMajor>(studied, out var known) || !Enum.IsDefined(known))
                return Refusals.Malformed(BodyRefusals.Wrong("major"));
            major = known;
        }
        education = new Education(level, major);
        return null;
    }
}
