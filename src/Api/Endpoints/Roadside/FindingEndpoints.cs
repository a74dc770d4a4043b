using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Records what was found at the roadside; the scanned code, the plate, or both.</summary>
public sealed record RoadsideFindingRequest(
    FindingKind Finding, string Note, string? Token = null, string? Plate = null,
    ImmutableArray<string>? DocumentIds = null);

/// <summary>Findings at the roadside (http.md 9): carrier and drivers are notified and may object.</summary>
internal static class FindingEndpoints
{
    private const int MaxPlate = 20, MaxToken = 512;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/roadside-findings").WithTags("roadside findings")
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapPost("/", Record).For(Access.Of(Roles.Enforcement)).WithName("recordFinding")
            .WithMetadata(EntityCommand.Marker)
            .WithSummary("Records what was found; carrier and drivers are notified. It changes nothing by itself.");
        group.MapGet("/", List)
            .For(Access.Of(Roles.Enforcement | Roles.Operator | Roles.Holder | Roles.Officer)).WithName("listFindings")
            .WithSummary("The officer's own, or what concerns carrier or driver (?mine=true); in reach (?queue=true).");
        group.MapGet("/{id}", Get).For(Access.SignedIn).WithName("getFinding").WithSummary("A finding.");
    }

    private static async Task<Created<FindingView>> Record(
        CommandRequest<RoadsideFindingRequest> request, IRegistry registry, CancellationToken cancellation)
    {
        var body = request.Body;
        if (string.IsNullOrWhiteSpace(body.Token) && string.IsNullOrWhiteSpace(body.Plate))
            return Refusals.Malformed(Refusals.Fault("plate", "请填写号牌或扫描凭证。", "Give plate or token."));
        if (body.Plate?.Length > MaxPlate) return Refusals.Malformed(BodyRefusals.Wrong("plate"));
        var token = body.Token is { Length: > 0 and <= MaxToken } scanned
            ? scanned[(scanned.LastIndexOf('/') + 1)..] : null; // The whole text of the code does as well.
        var (command, refusal) = await registry.As(request.Caller.Actor).Found(
            body.Finding, body.Note, token, string.IsNullOrWhiteSpace(body.Plate) ? null : body.Plate.Trim(),
            body.DocumentIds ?? [], cancellation);
        if (refusal is not null) return refusal;
        var envelope = request.Envelope(command!);
        var id = Keys.ForNew(EntityKind.Finding, envelope.CommandId);
        // The command continues if the caller hangs up.
        return Replies.ToCreated<FindingView>(
            await registry.Execute(id, envelope, CancellationToken.None), _ => $"/api/v1/roadside-findings/{id.Key}");
    }

    private static async Task<Reply<Listing<FindingView>>> List(
        string? mine, string? queue, string? finding, string? plate, string? from, string? to, string? limit,
        string? cursor, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (ListChoice.Read(mine, queue, limit, cursor, out var own, out var page) is { } fault) return fault;
        if (Paging.Word<FindingKind>("finding", finding, out var kind) is { } no) return no;
        if (Paging.Text("plate", plate) is { } wrong) return wrong;
        if (Paging.DateOrNone("from", from, out var first) is { } early) return early;
        if (Paging.DateOrNone("to", to, out var last) is { } late) return late;
        var (reads, wanted) = (registry.As(caller.Actor), new FindingsWanted(kind, plate, first, last));
        return Replies.Of(own
            ? await reads.OwnFindings(wanted, page, cancellation)
            : await reads.FindingQueue(wanted, page, cancellation));
    }

    private static async Task<Reply<FindingView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).Finding(id, cancellation);
}
