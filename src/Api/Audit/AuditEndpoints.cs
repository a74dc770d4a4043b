using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Http.Repeats;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Audit;

/// <summary>A search in the audit; what is left out filters nothing.</summary>
/// <param name="About">The id of what was shown or done to: an entity, a person, a document, an account.</param>
/// <param name="By">The account that did it, by its id.</param>
/// <param name="What">The operation, such as getCertificate; refused: counted refusals.</param>
/// <param name="From">Not before this instant.</param>
/// <param name="To">Before this instant.</param>
public sealed record AuditSearchRequest(
    string? About = null, string? By = null, string? What = null, DateTimeOffset? From = null,
    DateTimeOffset? To = null) : IMayBeEmpty;

/// <summary>A record of the audit.</summary>
/// <param name="By">The account; left out when nobody was signed in.</param>
/// <param name="Count">For refusals: how many in that minute.</param>
/// <param name="Counts">For refusals: how many by code and operation.</param>
/// <param name="Chain">
/// The chain of its silo and day; left out while the minute is not over, and for records from before there were chains.
/// </param>
/// <param name="Number">Its place in the chain, from 1.</param>
/// <param name="Hash">SHA-256 over the previous hash and its text, hexadecimal.</param>
public sealed record AuditRecordView(
    DateTimeOffset At, AuditClass Class, string What, string? By, string? Network,
    IReadOnlyDictionary<string, string>? Criteria, ImmutableArray<string>? About, string? Refusal, int? Count,
    IReadOnlyDictionary<string, int>? Counts, string? Chain, long? Number, string? Hash)
{
    /// <summary>The business for which a person's account acted; left out where it acted for its own party.</summary>
    public string? Party { get; init; }

    internal static AuditRecordView Of(AuditLine line)
    {
        var record = line.Record;
        return new AuditRecordView(
            ShanghaiTime.ToLocal(record.At), record.Class, record.What, record.By, record.Network, record.Criteria,
            record.About, record.Refusal, record.Counts?.Values.Sum(), record.Counts, line.Chain, line.Number,
            line.Hash is { } hash ? Convert.ToHexStringLower(hash.Span) : null)
        {
            Party = record.Party,
        };
    }
}

/// <summary>The audit as the auditor reads it (http.md 9).</summary>
internal static class AuditEndpoints
{
    private const int MaxText = 200;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/admin/audit").WithTags("audit").For(Http.Access.Of(Roles.Auditor))
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapPost("/search", Search).WithName("searchAudit").WithMetadata(OnlyReads.Marker)
            .WithSummary("Who did what, to whose data, newest first. Searching stands in the audit, too.");
        RootEndpoints.Map(group, api);
    }

    private static async Task<Reply<Listing<AuditRecordView>>> Search(
        CommandRequest<AuditSearchRequest> request, string? limit, string? cursor, IRegistry registry,
        CancellationToken cancellation)
    {
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        var body = request.Body;
        foreach (var (name, text) in new[] { ("about", body.About), ("by", body.By), ("what", body.What) })
            if (text is { Length: 0 or > MaxText }) return Refusals.Malformed(BodyRefusals.Wrong(name));
        if (body.From >= body.To) return Refusals.Malformed(BodyRefusals.Wrong("to"));
        var search = new AuditSearch(
            body.About, body.By, body.What, body.From?.ToUniversalTime(), body.To?.ToUniversalTime());
        return Listing<AuditRecordView>.Of(
            await registry.Operations.Trail.Search(search, page, cancellation), AuditRecordView.Of);
    }
}
