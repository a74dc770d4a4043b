using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What people agree to, as it counts today.</summary>
/// <param name="Text">Paragraphs, with an empty line in between.</param>
public sealed record AgreementView(string Id, string Version, string Title, string Text);

/// <summary>The versions that count today.</summary>
public sealed record AgreementsView(ImmutableArray<AgreementView> Items);

/// <summary>Which versions the caller agrees to.</summary>
public sealed record AgreeRequest(ImmutableArray<AgreedVersion> Agreements);

/// <summary>Agreements (用户协议, 隐私政策): read by anybody, agreed to by holders (http.md 9).</summary>
internal static class AgreementEndpoints
{
    /// <summary>More than there will ever be.</summary>
    private const int MaxAgreed = 20;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/agreements", List).WithTags("accounts").For(Access.Open).WithName("listAgreements")
            .WithSummary("What people agree to, in the language of Accept-Language.");
        api.MapPost("/me/agreements", Agree).WithTags("me").AddEndpointFilterFactory(CommandRequestFilter.For)
            .For(Access.SignedIn with { WithoutAgreement = true }).WithName("agree")
            .WithSummary("Agrees to the versions that count today.");
    }

    /// <summary>The versions in a body, for the port; if there are too many, an empty list, which is refused.</summary>
    public static AgreedVersions Of(ImmutableArray<AgreedVersion>? given) =>
        given is { IsDefault: false } items ? new AgreedVersions([.. items.Take(MaxAgreed)]) : AgreedVersions.None;

    private static Reply<AgreementsView> List(HttpContext http, IRegistry registry)
    {
        var english = Languages.IsEnglish(http);
        http.Response.Headers.ContentLanguage = english ? "en" : "zh-CN";
        var today = ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow());
        return new AgreementsView([.. registry.Accounts.Agreements.On(today).Select(one => new AgreementView(
            one.Id, one.Version, english ? one.Title.En : one.Title.Zh,
            string.Join("\n\n", english ? one.En : one.Zh)))]);
    }

    private static async Task<NoContentResult> Agree(CommandRequest<AgreeRequest> request, IRegistry registry) =>
        NoContentResult.Unless(await registry.Accounts.Agree(
            request.Caller.Account.Id, Of(request.Body.Agreements)));
}
