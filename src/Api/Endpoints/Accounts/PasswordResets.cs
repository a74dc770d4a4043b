using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The request to replace a forgotten password.</summary>
/// <param name="RequestId">The answer to POST /verification-codes with purpose resetPassword.</param>
/// <param name="Code">The code that the phone on record received.</param>
/// <param name="Totp">The code of the generator, or a recovery code.</param>
public sealed record PasswordResetRequest(
    string UserName, string RequestId, string Code, string Totp, string NewPassword);

/// <summary>Forgotten passwords (http.md 9).</summary>
internal static class PasswordResets
{
    private const int MaxSecret = 200;

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/password-resets", Reset).WithTags("sessions").For(Access.Open)
            .AddEndpointFilterFactory(CommandRequestFilter.For).WithName("resetPassword")
            .WithSummary("Sets a forgotten password anew. The answer never tells whether there is such a name.");

    private static async Task<NoContentResult> Reset(CommandRequest<PasswordResetRequest> request, IRegistry registry)
    {
        var body = request.Body;
        string[] given = [body.UserName, body.RequestId, body.Code, body.Totp, body.NewPassword];
        return NoContentResult.Unless(given.Any(text => text.Length > MaxSecret)
            ? Refusals.Malformed(BodyRefusals.Wrong("newPassword"))
            : await registry.Accounts.ResetForgotten(new ForgottenPassword(
                body.UserName, new GivenCode(body.RequestId, body.Code), body.Totp, body.NewPassword)));
    }
}
