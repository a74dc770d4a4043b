using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Public;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// Answers requests for pages, and passes everything else on to the API. It determines the reader by the cookie, and
/// checks whether the account may open the page and whether a form was made by this registry; errors are shown as
/// pages, too. For an unknown address, a client that asks for text/html gets a page, and every other one the API's
/// problem.
/// </summary>
internal sealed class PageMiddleware(
    RequestDelegate next, IServiceProvider services, PageCookies cookies, PortalOptions options,
    ILogger<PageMiddleware> log)
{
    private readonly PostedFiles _files = new();

    // Taken at the first request: a pipeline that only writes the OpenAPI document has no registry behind it.
    private IRegistry Registry => field ??= services.GetRequiredService<IRegistry>();

    private IAccounts Accounts => Registry.Accounts;

    private IAuditTrail Trail => Registry.Operations.Trail;

    public Task Invoke(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<PageAccess>() is { } access) return Answer(http, endpoint, access);
        return endpoint is RouteEndpoint || !IsForReader(http.Request) ? next(http) : NoSuchPage(http, endpoint);
    }

    /// <summary>
    /// A browser that opens an address asks for text/html; programs do not, and get the API's answers.
    /// </summary>
    private static bool IsForReader(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private Task NoSuchPage(HttpContext http, Endpoint? otherMethod)
    {
        var status = otherMethod is null ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed;
        // After a refusal the address of the form stands in the browser: who opens it comes to the page of the form.
        var page = otherMethod is not null && HttpMethods.IsGet(http.Request.Method)
            ? Go.To(ParentOf(http.Request.Path)) : null;
        return Answer(http, new Endpoint(
            _ => (page ?? ContextOf(http).NotFound(status)).ExecuteAsync(http), null, null), PageAccess.Open);
    }

    private static string ParentOf(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : "/";

    private async Task Answer(HttpContext http, Endpoint endpoint, PageAccess access)
    {
        PageHeaders.Set(http);
        var page = new PageContext(http, cookies, options.IsThisMachine(http));
        http.Features.Set(page);
        try
        {
            if (page.Session is { } token) page.SignedIn = await Accounts.ByToken(token, http.RequestAborted);
            var other = First(page, access) is { } first
                ? await KeptForms.Keep(page, access, first, options) ?? Go.To(first)
                : await Entering(page, access) ?? await Posted(page, access);
            if (other is null) await PageAudit.Of(page, access, Trail);
            await (other?.ExecuteAsync(http) ?? endpoint.RequestDelegate!(http));
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            await Failed(page, fault);
        }
        if (page.Refusal is not null) PageAudit.CountRefusal(page, access, Trail);
    }

    /// <summary>The page that comes before this one for its reader; null: none.</summary>
    private string? First(PageContext page, PageAccess access) =>
        !access.NeedsAccount ? null
        : page.Account is not { } account ? SignInPage.PathBackTo(page, access)
        : account.MustChangePassword && !access.WithOldPassword ? PasswordPage.Path
        : options.SecondFactor.IsMissing(account) && !access.WithOldPassword ? SecondFactorPage.Path
        : account.AgreementDue && !access.WithoutAgreement ? AgreementPages.Path
        : null;

    /// <summary>
    /// The answer for a reader with none of the page's roles; null: the reader has one, or acts for a business.
    /// </summary>
    private async ValueTask<IResult?> Entering(PageContext page, PageAccess access) =>
        page.Account is not { } account || access.AnyOf == Roles.None || (account.Roles & access.AnyOf) != 0 ? null
        : PageParty.IsNeeded(account, access)
            ? await PageParty.Choose(page, account, Registry, options, cookies)
        : page.Refused(Refusals.NotAllowed());

    /// <summary>Reads what was posted; a result that is not null is the answer when it is refused.</summary>
    private async Task<IResult?> Posted(PageContext page, PageAccess access)
    {
        var http = page.Http;
        if (!HttpMethods.IsPost(http.Request.Method)) return null;
        if (!PostedOrigin.IsOwn(http.Request)) return page.NotOurForm();
        if (!access.NeedsAccount && options.WaitOfPost(http) is { } wait) return page.TooMany(wait);
        if (page.Account is { } writer && options.WaitOfAccount(http, writer) is { } pause) return page.TooMany(pause);
        if (access.IsLarge && page.Account is { } sender && !_files.TryEnter(http, sender.Id))
            return page.TooMany(PostedFiles.Retry);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = access.MaxPosted;
        var form = await Http.Posted.Read(page, access);
        if (form is null) return page.NotOurForm();
        if (!(access.WithoutToken || page.Proves(form["token"])))
            return KeptForms.OfEarlierSession(page, access, form) ?? page.NotOurForm();
        if (access.MayGoBack) PageHeaders.AllowGoingBack(http);
        if (page.Account is { } account && PageParty.IsNeeded(account, access)
            && !await PageParty.TakeFrom(form, page, account, Registry)) return page.Refused(Refusals.NotAllowed());
        http.Features.Set(form);
        return access.NeedsProof ? await Proof.Missing(page, form, Accounts, options) : null;
    }

    private Task Failed(PageContext page, Exception fault)
    {
        var http = page.Http;
        switch (fault)
        {
            case OperationCanceledException when http.RequestAborted.IsCancellationRequested:
                return Task.CompletedTask; // Nobody waits.
            case BusyException:
                return page.Refused(Refusals.Busy()).ExecuteAsync(http);
            case StorageAwayException:
                log.StorageAway(fault);
                return page.Refused(Refusals.StorageAway()).ExecuteAsync(http);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
            case InvalidDataException:
                return page.TooLarge().ExecuteAsync(http);
            case BadHttpRequestException:
                return page.NotOurForm().ExecuteAsync(http);
            case BadCursorException:
                return page.NotFound().ExecuteAsync(http);
            default:
                var traceId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
                log.Unhandled(fault, http.Request.Method, RouteOf(http), traceId);
                return page.Broken(traceId).ExecuteAsync(http);
        }
    }

    private static PageContext ContextOf(HttpContext http) => http.Features.GetRequiredFeature<PageContext>();

    /// <summary>The pattern and not the path, because a path may have an id in it.</summary>
    private static string? RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}
