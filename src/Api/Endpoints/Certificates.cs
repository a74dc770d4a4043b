using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Certificates: read, apply, register, and what the authority does by itself (http.md 3, 4).</summary>
public static class Certificates
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var certificates = api.MapGroup("/certificates").WithTags("Certificates");
        certificates.MapGet("", Mine).Gives<PageView<CertificateView>>("The caller's own certificates (?mine=true)");
        certificates.MapGet("/{id}", One).Gives<CertificateView>("One certificate, computed for this instant");
        certificates.MapGet("/{id}/history", History).Gives<PageView<HistoryView>>("Every event: who, when, why, by which rules");
        certificates.MapGet("/{id}/timeline", Timeline).Gives<TimelineView>("What happens next, if nobody acts");
        certificates.MapPost("/{id}/applications", Apply).Takes<ApplyRequest>().Gives<ApplicationView>("Apply for a service", 201);
        certificates.MapPost("", Register).Takes<RegisterRow>().Gives<CertificateView>("Register a certificate", 201);
        certificates.MapPost("/{id}/violations", Violation).Takes<ViolationRequest>().Gives<CertificateView>("Record penalty points");
        certificates.MapPost("/{id}/education", Education).Takes<EducationRequest>().Gives<CertificateView>("Record continuing education");
        certificates.MapPost("/{id}/reassess", Again).Takes<ReassessRequest>().Gives<CertificateView>("Assess a closed cycle again");
        certificates.MapPost("/{id}/cancel", Cancel).Takes<CancelRequest>().Gives<CertificateView>("Cancel ex officio");
    }

    /// <summary>Penalty points, one of 20, 10, 5, 3, 1.</summary>
    public sealed record ViolationRequest(int Points, DateOnly On, string? Note = null);

    /// <summary>Continuing education in class hours.</summary>
    public sealed record EducationRequest(int Hours, DateOnly On);

    /// <summary>Another grade for a closed cycle.</summary>
    public sealed record ReassessRequest(int Cycle, Grade Grade, string Reason);

    /// <summary>A cancellation ex officio.</summary>
    public sealed record CancelRequest(CancellationGround Ground, string Reason);

    private static async Task<IResult> One(string id, Caller caller, IRegistry registry)
    {
        var (loaded, refusal) = await Reading.Certificate(registry, caller, id);
        if (refusal is not null) return Show.No(refusal);
        var view = CertificateView.Of((Certificate)loaded!.State, registry.ContextFor(caller.Actor, loaded.Facts), loaded.Version);
        return new Shown<CertificateView>(view, RegistryJson.Wire.CertificateView, loaded.Version);
    }

    private static async Task<IResult> Mine(Caller caller, Paging paging, IRegistry registry)
    {
        if (paging.Refusal is { } bad) return Show.No(bad);
        if (!caller.Actor.Is(Roles.Holder)) return Show.No(Refusals.NotAllowed());
        if (caller.Actor.PersonKey is not { } person) return Show.No(Refusals.RealNameRequired());
        var views = ImmutableArray.CreateBuilder<CertificateView>();
        foreach (var id in await registry.Queries.CertificatesOf(person, caller.Http.RequestAborted))
        {
            var loaded = (await registry.Load(id, caller.Http.RequestAborted))!;
            views.Add(CertificateView.Of((Certificate)loaded.State, registry.ContextFor(caller.Actor, loaded.Facts), loaded.Version));
        }
        return Show.Json(Cut(views.ToImmutable(), paging.Page));
    }

    /// <summary>A person has a handful: the page is cut out of all of them, after the id in the cursor.</summary>
    private static PageView<CertificateView> Cut(ImmutableArray<CertificateView> all, PageRequest page)
    {
        var start = page.Cursor is null ? 0 : all.ToList().FindIndex(view => view.Id == page.Cursor) + 1;
        if (page.Cursor is not null && start == 0) throw new BadCursorException();
        ImmutableArray<CertificateView> items = [.. all.Skip(start).Take(page.Limit)];
        return new PageView<CertificateView>(items, start + items.Length < all.Length ? items[^1].Id : null);
    }

    private static async Task<IResult> History(string id, Caller caller, Paging paging, IRegistry registry)
    {
        if (paging.Refusal is { } bad) return Show.No(bad);
        var (loaded, refusal) = await Reading.Certificate(registry, caller, id);
        if (refusal is not null) return Show.No(refusal);
        var page = await registry.Queries.History(loaded!.Id, paging.Page, caller.Http.RequestAborted);
        return Show.Json(new PageView<HistoryView>([.. page.Items.Select(HistoryView.Of)], page.Next));
    }

    private static async Task<IResult> Timeline(string id, Caller caller, IRegistry registry)
    {
        var (loaded, refusal) = await Reading.Certificate(registry, caller, id);
        if (refusal is not null) return Show.No(refusal);
        var view = TimelineView.Of((Certificate)loaded!.State, registry.ContextFor(caller.Actor, loaded.Facts));
        return new Shown<TimelineView>(view, RegistryJson.Wire.TimelineView, loaded.Version);
    }

    private static async Task<IResult> Apply(string id, Caller caller, Body<ApplyRequest> body, IRegistry registry)
    {
        if (body.Refusal is not null) return Show.No(body.Refusal);
        var (command, refusal) = body.Value.ToCommand();
        return refusal is not null ? Show.No(refusal)
            : await OnCertificate(registry, caller, id, command!, body.Bytes, "/api/v1/applications/{id}");
    }

    private static async Task<IResult> Register(Caller caller, Body<RegisterRow> body, IRegistry registry)
    {
        if (body.Refusal is not null) return Show.No(body.Refusal);
        if (!caller.Actor.Is(Roles.Officer)) return Show.No(Refusals.NotAllowed());
        var command = body.Value.ToCertificate();
        var (envelope, refusal) = Asking.EnvelopeOf(caller, command, body.Bytes);
        if (refusal is not null) return Show.No(refusal);
        var (id, answer) = await Registrar.Register(registry, body.Value.ToPerson(), command, envelope!, caller.Http.RequestAborted);
        return Asking.Answered(answer, $"/api/v1/certificates/{id.Key}");
    }

    private static Task<IResult> Violation(string id, Caller caller, Body<ViolationRequest> body, IRegistry registry) =>
        Officer(id, caller, body, registry, asked => new RecordViolation(asked.Points, asked.On, asked.Note));

    private static Task<IResult> Education(string id, Caller caller, Body<EducationRequest> body, IRegistry registry) =>
        Officer(id, caller, body, registry, asked => new RecordEducation(asked.Hours, asked.On));

    private static Task<IResult> Again(string id, Caller caller, Body<ReassessRequest> body, IRegistry registry) =>
        Officer(id, caller, body, registry, asked => new Reassess(asked.Cycle, asked.Grade, asked.Reason));

    private static Task<IResult> Cancel(string id, Caller caller, Body<CancelRequest> body, IRegistry registry) =>
        Officer(id, caller, body, registry, asked => new CancelCertificate(asked.Ground, asked.Reason));

    private static async Task<IResult> Officer<T>(
        string id, Caller caller, Body<T> body, IRegistry registry, Func<T, Command> toCommand) =>
        body.Refusal is not null
            ? Show.No(body.Refusal)
            : await OnCertificate(registry, caller, id, toCommand(body.Value), body.Bytes);

    private static async Task<IResult> OnCertificate(
        IRegistry registry, Caller caller, string id, Command command, ReadOnlyMemory<byte> body, string? created = null) =>
        EntityId.TryParse(id, out var entity) && entity.Kind == EntityKind.Certificate
            ? await registry.Ask(caller, entity, command, body, created)
            : Show.No(Refusals.NotFound());
}
