using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A ground of revocation: staffFault, fraudOrBribery (followed by the ban) or otherRevocation.</summary>
public sealed record RailRevokeRequest(RailGround Ground, string? Reason = null);

/// <summary>A ground of cancellation: deathOrIncapacity or otherCancellation.</summary>
public sealed record RailCancelRequest(RailGround Ground, string? Reason = null);

/// <summary>The right values for wrong licence data (rules.md B.10); what is left out stays.</summary>
/// <param name="Number">The right number.</param>
/// <param name="Classes">All the right classes: codes, or objects of class and grantedOn.</param>
/// <param name="ValidFrom">The right first day, inclusive.</param>
/// <param name="ValidTo">The right last day, inclusive.</param>
/// <param name="Reason">The reason.</param>
public sealed record RailCorrectRequest(
    string Reason,
    string? Number = null,
    ImmutableArray<JsonElement>? Classes = null,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null);

/// <summary>The statutory retirement date.</summary>
public sealed record RetirementRequest(DateOnly RetiresOn);

/// <summary>The employer to which the driver is linked, and the unit if it is one.</summary>
public sealed record EmployerLinkRequest(string EmployerId, string? Unit = null);

/// <summary>
/// What is recorded or ordered about a driver: by the employer, the exam centre, the administration (http.md 4).
/// </summary>
internal static class RailCommandEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        CommandRoutes<RailLicenceView> Of(Roles roles) => new(
            api.MapGroup("/rail-licences/{id}").OfCommands("rail licences", Access.Of(roles)), EntityKind.RailLicence);
        Of(Roles.Administration)
            .Post("/revoke", "revokeRailLicence", "Revokes (撤销); three years' ban only for fraud or bribery.",
                (RailRevokeRequest body) => new RevokeRailLicence(body.Ground, body.Reason))
            .Post("/cancel", "cancelRailLicence", "Cancels ex officio (注销).",
                (RailCancelRequest body) => new CancelRailLicence(body.Ground, body.Reason));
        Of(Roles.Employer | Roles.ExamCentre | Roles.Administration)
            .Post("/retirement", "recordRetirement", "Records the statutory retirement date.",
                (RetirementRequest body) => new RecordRetirement(body.RetiresOn))
            .Post("/study", "recordStudy",
                "Records education, study and fitness; takes the place of what was recorded before.",
                (StudyRecord body) => new RecordStudy(body));
        api.MapGroup("/rail-licences/{id}").OfCommands("rail licences", Access.SignedIn)
            .MapPost("/correct", Correct)
            .WithName("correctRailLicence")
            .WithSummary("Asks to correct number, classes or period; a second officer of the same office confirms.");
        Of(Roles.ExamCentre)
            .Post("/employer", "linkEmployer", "The exam centre links the driver to a registered employer (H.25).",
                (EmployerLinkRequest body) => new LinkEmployer(new EmployerLink(body.EmployerId, body.Unit)));
    }

    private static async Task<Accepted<AwaitedApprovalView>> Correct(
        string id, CommandRequest<RailCorrectRequest> request, IRegistry registry)
    {
        var (loaded, refusal) = await registry.As(request.Caller.Actor).Find(EntityKind.RailLicence, id);
        if (refusal is not null) return refusal;
        var body = request.Body;
        if (ClassesOf(body.Classes, ((RailCareer)loaded!.State).Licence, out var classes) is { } unfit) return unfit;
        return Approvals.Awaited(await registry.Execute(loaded.Id, request.Envelope(
            new CorrectRailLicence(body.Number, classes, body.ValidFrom, body.ValidTo, body.Reason))));
    }

    /// <summary>
    /// A class given by its code alone keeps its day if the licence has it; otherwise it gets the licence's first day.
    /// </summary>
    private static Refusal? ClassesOf(
        ImmutableArray<JsonElement>? given, RailLicence? licence, out ImmutableArray<HeldClass>? classes)
    {
        classes = null;
        if (given is not { IsDefault: false } all) return null;
        var read = ImmutableArray.CreateBuilder<HeldClass>();
        for (var i = 0; i < all.Length; i++)
        {
            var one = all[i];
            if (one.ValueKind == JsonValueKind.String && RailClass.Parse(one.GetString()) is { } code)
                read.Add(HeldClasses.Named(code, licence));
            else if (one.ValueKind != JsonValueKind.Object)
                return Refusals.Malformed(Refusals.Fault($"classes[{i}]", "没有该准驾机型。", "There is no such class."));
            else if (JsonBody.Read(Encoding.UTF8.GetBytes(one.GetRawText()), ApiJson.Of<HeldClass>(), out var fault,
                $"classes[{i}]") is { } held) read.Add(held);
            else return fault;
        }
        classes = read.ToImmutable();
        return null;
    }
}
