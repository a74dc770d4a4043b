using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The gateway's report on a text.</summary>
/// <param name="Id">The id under which the gateway got the text.</param>
/// <param name="State">delivered or failed.</param>
/// <param name="Error">Why the text did not arrive.</param>
public sealed record SmsReceiptRequest(string Id, string State, string? Error = null);

/// <summary>
/// Where the gateway for texts sends its receipts (decisions 5), signed like the texts that it gets: <c>webhook-id</c>,
/// <c>webhook-timestamp</c> and <c>webhook-signature</c>. The resource exists only where a gateway is set up.
/// </summary>
internal static class SmsHook
{
    private const int MaxId = 100;
    private const int MaxError = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/hooks/sms", Take).For(Access.Open)
        .WithTags("operations").WithName("takeSmsReceipt")
        .WithSummary("A signed receipt of the gateway that sends texts to phones.")
        .Accepts<SmsReceiptRequest>("application/json");

    private static async Task<NoContentResult> Take(
        HttpContext http, [Microsoft.AspNetCore.Mvc.FromServices] ITextReceipts receipts)
    {
        if (!receipts.IsOn) return NoContentResult.Unless(Refusals.NotFound());
        var (body, fault) = await JsonBody.Bytes(http, mayBeEmpty: false);
        if (fault is not null) return NoContentResult.Unless(fault);
        var id = http.Request.Headers["webhook-id"].ToString();
        if (id.Length is 0 or > MaxId || !receipts.IsSigned(id, http.Request.Headers["webhook-timestamp"].ToString(),
            http.Request.Headers["webhook-signature"].ToString(), body.Span))
            return NoContentResult.Unless(NotSigned());
        var given = JsonBody.Read(body, Json.ApiJson.Of<SmsReceiptRequest>(), out fault);
        if (given is null) return NoContentResult.Unless(fault);
        if (given.Id.Length > MaxId || given.State is not ("delivered" or "failed"))
            return NoContentResult.Unless(Refusals.Malformed(BodyRefusals.Wrong("state")));
        var error = given.Error is { Length: > MaxError } text ? text[..MaxError] : given.Error;
        await receipts.Take(id, new TextReceipt(given.Id, given.State == "delivered", error));
        return NoContentResult.Unless(null);
    }

    private static Refusal NotSigned() => new(RefusalCode.NotSignedIn, new LocalText(
        "回执签名不正确或已过期。", "The receipt is not signed with the gateway's secret, or not of now."));
}
