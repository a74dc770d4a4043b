using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Public;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// Keeps what was typed into a form whose session ended meanwhile, or is another one by now: its reader signs in and
/// goes on. Nothing is done before that, and what goes on is a form of the reader's own, with a new token.
/// </summary>
internal static class KeptForms
{
    private const int MaxText = 40_000;

    /// <summary>
    /// The page that keeps the form and says what comes first; null: it cannot be kept, or it is full of secrets.
    /// </summary>
    /// <param name="page">The request.</param>
    /// <param name="access">Who may open the page.</param>
    /// <param name="first">The page that comes first.</param>
    /// <param name="options">What counts forms.</param>
    public static async Task<IResult?> Keep(PageContext page, PageAccess access, string first, PortalOptions options)
    {
        var http = page.Http;
        if (!HttpMethods.IsPost(http.Request.Method) || HasSecrets(access) || !PostedOrigin.IsOwn(http.Request))
            return null;
        if ((page.Account is { } account ? options.WaitOfAccount(http, account) : options.WaitOfPost(http))
            is { } wait) return page.TooMany(wait);
        if (await Read(page, access) is not { } kept) return null;
        if (access.MayGoBack) PageHeaders.AllowGoingBack(http);
        return page.Account is not null ? GoOn(page, kept, first, StatusCodes.Status403Forbidden)
            : SignsInByPhone(access) ? page.Show<SignInByPhone>(
                new SignInModel(FormState.New(), RequestId: null) { Kept = kept }, StatusCodes.Status403Forbidden)
            : page.Show<StaffSignIn>(
                new StaffSignInModel(FormState.New()) { Kept = kept }, StatusCodes.Status403Forbidden);
    }

    /// <summary>
    /// The same for a form of an earlier session, whose reader has signed in again since; null: it is not known to come
    /// from our own pages.
    /// </summary>
    public static IResult? OfEarlierSession(PageContext page, PageAccess access, Posted form)
    {
        if (!PostedOrigin.SaysOwn(page.Http.Request)) return null;
        var kept = KeptForm.In(form) is { } carried && page.Account is not null ? carried
            : HasSecrets(access) ? null
            : KeptForm.Of(page.Http.Request.Path, form.All(), form.HasFiles);
        return kept is null ? null : GoOn(page, kept, first: null, StatusCodes.Status403Forbidden);
    }

    /// <summary>The page with the kept form and a button; the form is taken when that is pressed.</summary>
    public static PageResult GoOn(
        PageContext page, KeptForm kept, string? first = null, int status = StatusCodes.Status200OK)
    {
        if (page.Account is { } account && (account.Roles & ~(Roles.Holder | Roles.Operator)) == 0)
            PageHeaders.AllowGoingBack(page.Http);
        return page.Show<GoOn>(new GoOnModel(kept, first), status);
    }

    /// <summary>Where readers of a page sign in: people by their phone, everybody else by a user name.</summary>
    public static bool SignsInByPhone(PageAccess access) =>
        access.AnyOf == Roles.None || (access.AnyOf & Roles.Holder) != 0;

    private static bool HasSecrets(PageAccess access) =>
        access.WithOldPassword || access is { SaysWho: true, NeedsAccount: false };

    /// <summary>
    /// Reads the texts of the form and skips its files, which nobody stores for a sender who is not signed in.
    /// </summary>
    private static async Task<KeptForm?> Read(PageContext page, PageAccess access)
    {
        var request = page.Http.Request;
        if (page.Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = access.MaxPosted;
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Boundary.HasValue)
        {
            var (parts, hadFiles) = await Parts(request, HeaderUtilities.RemoveQuotes(type.Boundary).ToString());
            return parts.IsDefault ? null : Proven(page, parts, hadFiles);
        }
        return await Posted.Read(page, access) is { } form ? Proven(page, [.. form.All()], hadFiles: false) : null;
    }

    /// <summary>The form, if its token or the browser says that it is from our own pages.</summary>
    private static KeptForm? Proven(
        PageContext page, ImmutableArray<(string Name, string Value)> fields, bool hadFiles) =>
        PostedOrigin.SaysOwn(page.Http.Request) || page.Proves(fields.FirstOrDefault(one => one.Name == "token").Value)
            ? KeptForm.Of(page.Http.Request.Path, fields, hadFiles) : null;

    private static async Task<(ImmutableArray<(string Name, string Value)> Fields, bool HadFiles)> Parts(
        HttpRequest request, string boundary)
    {
        var (fields, hadFiles) = (ImmutableArray.CreateBuilder<(string, string)>(), false);
        var (reader, text) = (new MultipartReader(boundary, request.Body), new char[MaxText + 1]);
        var total = 0; // Whoever sends this is not signed in: no more is held than could be kept.
        try
        {
            while (await reader.ReadNextSectionAsync(request.HttpContext.RequestAborted) is { } part)
            {
                if (part.AsFileSection() is { } file) hadFiles |= file.FileName.Length > 0;
                if (part.AsFormDataSection() is not { } field) continue;
                using var body = new StreamReader(part.Body);
                var length = await body.ReadBlockAsync(text, request.HttpContext.RequestAborted);
                if ((total += field.Name.Length + length) > MaxText) return (default, hadFiles);
                fields.Add((field.Name, new string(text, 0, length)));
            }
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            return (default, hadFiles); // It broke off.
        }
        return (fields.ToImmutable(), hadFiles);
    }
}
