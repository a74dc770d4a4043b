using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Http.Repeats;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The whole name or the whole credit code; one of them.</summary>
public sealed record OperatorCheckRequest(string? Name = null, string? CreditCode = null);

/// <summary>
/// POST /operators/check: whether an operator may work, for anybody. Name or code must be whole, so that nobody can
/// list operators; each network has a limit of anonymous POSTs.
/// </summary>
internal static class OperatorCheck
{
    private const int MaxName = 100;

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/operators/check", Check).AddEndpointFilterFactory(CommandRequestFilter.For)
            .For(Access.Open).WithMetadata(OnlyReads.Marker).WithTags("operators").WithName("checkOperator")
            .WithSummary("Whether an operator of this whole name or credit code has a permit in force; nothing else.");

    private static async Task<Reply<Listing<OperatorCheckView>>> Check(
        CommandRequest<OperatorCheckRequest> request, IRegistry registry, CancellationToken cancellation)
    {
        var (name, code) = (request.Body.Name?.Trim(),
            request.Body.CreditCode is { } typed ? WrittenNumber.Of(typed) : null);
        if (string.IsNullOrEmpty(name) == string.IsNullOrEmpty(code))
            return Refusals.Malformed(
                Refusals.Fault("name", "请填写完整名称或统一社会信用代码之一。", "Give name or creditCode, one of them."));
        if (name?.Length > MaxName) return Refusals.Malformed(BodyRefusals.Wrong("name"));
        if (code?.Length > MaxName) return Refusals.Malformed(BodyRefusals.Wrong("creditCode"));
        return new Listing<OperatorCheckView>(
            await Reads.CheckOperators(registry, string.IsNullOrEmpty(name) ? null : name,
                string.IsNullOrEmpty(code) ? null : code, cancellation), null);
    }
}
