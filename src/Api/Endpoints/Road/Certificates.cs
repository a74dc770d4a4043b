using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Certificates (从业资格证): reading, registering, and applications about them (http.md 3, 4).</summary>
internal static class Certificates
{
    public static void Map(RouteGroupBuilder api, CertificateReader reader)
    {
        // Outside the group with filters, because this one is a plain delegate.
        var group = api.MapGroup("/certificates")
            .WithTags("certificates")
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        api.MapGet("/certificates/{id}", reader.Get)
            .For(Access.SignedIn)
            .WithTags("certificates")
            .WithName("getCertificate")
            .WithSummary("A certificate, with its status computed for now.")
            .WithMetadata(new Func<string, CertificateView>(Described).Method,
                new ProducesResponseTypeMetadata(
                    StatusCodes.Status200OK, typeof(CertificateView), ["application/json"]));
        group.MapGet("/", List).For(Access.Of(Roles.Holder)).WithName("listCertificates")
            .WithSummary("The caller's own certificates, oldest first (?mine=true).");
        group.MapHistory(EntityKind.Certificate).For(Access.SignedIn).WithName("getCertificateHistory")
            .WithSummary("What happened to it: who, when, why, by which rules. Oldest first.");
        group.MapTimeline(EntityKind.Certificate).For(Access.SignedIn).WithName("getCertificateTimeline")
            .WithSummary("What happens next and when, if nobody acts.");
        group.MapPost("/", Register).For(Access.Of(Roles.Officer)).WithName("registerCertificate")
            .WithSummary("Takes a certificate and its holder into the registry.").WithMetadata(EntityCommand.Marker);
        group.MapPost("/{id}/applications", Apply).For(Access.OfPersons).WithName("applyForCertificate")
            .WithSummary(
                "Hands in an application for a service of the certificate.").WithMetadata(EntityCommand.Marker);
    }

    /// <summary>
    /// The argument and the result of the reader's delegate, for the OpenAPI document alone; it is never called.
    /// </summary>
    private static CertificateView Described(string id) => throw new InvalidOperationException(id);

    private static async Task<Reply<Listing<CertificateView>>> List(
        string? mine,
        string? kind,
        string? status,
        string? limit,
        string? cursor,
        Caller caller,
        IRegistry registry,
        CancellationToken cancellation)
    {
        if (Paging.Flag("mine", mine, out var own) is { } no) return no;
        if (!own) return ListChoice.AskForMine(officersSearch: true);
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        if (Paging.Word<CertificateKind>("kind", kind, out var only) is { } noKind) return noKind;
        if (Paging.Word<CertificateStatus>("status", status, out var state) is { } noStatus) return noStatus;
        return Replies.Of(await registry.As(caller.Actor).OwnCertificates(only, state, page, cancellation));
    }

    private static async Task<Created<CertificateView>> Register(
        CommandRequest<CertificateRow> request, IRegistry registry)
    {
        var certificate = request.Body.ToCertificate();
        var (id, answer) = await Registration.Register(
            registry, request.Body.ToPerson(), certificate, request.Envelope(certificate));
        return Replies.ToCreated<CertificateView>(answer, _ => $"/api/v1/certificates/{id.Key}");
    }

    private static Task<Created<ApplicationView>> Apply(
        string id, CommandRequest<ApplyRequest> request, IRegistry registry) =>
        Applying.To(EntityKind.Certificate, id, request, registry);
}
