using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: no form sends its reader to somebody else's pages, nor writes a header (ASVS 3.7.2).</summary>
[Collection(Shared.Name)]
public sealed class LocalPathTests(RegistryApp app)
{
    private static readonly string[] _elsewhere =
    [
        "", "//evil.example/", "/\\evil.example", "\\\\evil.example", "https://evil.example/", "evil.example",
        "javascript:m()", "/a\r\nSet-Cookie: x=y", "/\t/evil.example", "/\u2028/evil.example", "/\uff0f/evil.example",
        " //evil.example", "/" + new string('a', 3000),
    ];

    [Fact]
    public void Only_a_path_of_this_registry_is_one()
    {
        Assert.All(_elsewhere, path => Assert.Equal("/my", LocalPath.Or(path, "/my")));
        foreach (var path in (string[])["/", "/my/applications?cursor=a%20b", "/desk/cases/Q-1.1?a=1&b=2"])
            Assert.Equal(path, LocalPath.Or(path, "/other"));
    }

    [Fact]
    public async Task T13_language_and_signing_out_lead_back_to_our_own_pages_alone()
    {
        foreach (var back in _elsewhere)
        {
            using var browser = new Browser(app);
            Assert.Equal("/", Where(await browser.Post("/display", [new("lang", "en"), new("back", back)])));
            using var inside = await Browser.AsToken(app, await app.NewHolder());
            var token = await inside.Token("/account");
            var left = Where(await inside.Post("/sign-out", [new("token", token), new("back", back)]));
            Assert.StartsWith("/", left, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", left, StringComparison.Ordinal);
        }
    }

    private static string Where(PageSeen sent)
    {
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        Assert.False(sent.Answer.Headers.TryGetValues("Set-Cookie", out var set)
            && set.Any(one => one.StartsWith("x=", StringComparison.Ordinal)));
        return sent.Answer.Headers.Location!.ToString();
    }
}
