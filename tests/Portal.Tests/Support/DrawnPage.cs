using System.Text;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Tests.Support;

/// <summary>A page that is drawn from its model, without a server.</summary>
internal static class DrawnPage
{
    /// <summary>The page as it would be sent to a reader with these roles.</summary>
    public static async Task<string> Of(
        Type component, object? model, string language, Roles roles = Roles.Holder | Roles.Officer)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.AcceptLanguage = language;
        using var body = new MemoryStream();
        http.Response.Body = body;
        var account = new Account("A-1", "张三", "13800000000", roles, "41", Desks.Road, "P-1",
            MustChangePassword: false, Disabled: false);
        var page = new PageContext(http, new PageCookies(secure: false), isThisMachine: true)
        {
            SignedIn = new SignedIn(account, "S-1", DateTimeOffset.UnixEpoch),
        };
        await new PageResult(page, component, model, StatusCodes.Status200OK).ExecuteAsync(http);
        await http.Response.BodyWriter.FlushAsync();
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
