using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: where no page answers for itself, at the door and at a scanned code, people see a page and programs the
/// problem, with the same status and the same time to come again.
/// </summary>
public sealed class RefusedPageTests
{
    [Theory]
    [InlineData("/my", "text/html,*/*;q=0.8", true)]
    [InlineData("/v/abc", "text/html", true)]
    [InlineData("/my", "*/*", false)]
    [InlineData("/my", null, false)]
    [InlineData("/api/v1/me", "text/html", false)]
    public void People_see_a_page_and_programs_a_problem(string path, string? accept, bool page)
    {
        var (http, seen) = Request(path, accept, pages: true);
        RefusedPage.Answer(http, Refusals.Busy());
        Assert.Equal(page, seen.Count == 1);
        Assert.Equal((503, "2"), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));
        if (page) Assert.Equal("no-store", http.Response.Headers.CacheControl);
        else Assert.Equal("application/problem+json", http.Response.ContentType);
    }

    [Fact]
    public void A_host_without_pages_has_the_problem_for_everybody()
    {
        var (http, _) = Request("/my", "text/html", pages: false);
        RefusedPage.Answer(http, Refusals.StorageAway());
        Assert.Equal((503, "5"), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));
        Assert.Equal("application/problem+json", http.Response.ContentType);
    }

    private static (HttpContext Http, List<Refusal> Seen) Request(string path, string? accept, bool pages)
    {
        var (services, seen) = (new ServiceCollection(), new List<Refusal>());
        if (pages) services.AddSingleton(new RefusedPage((_, refusal) => seen.Add(refusal)));
        var http = new DefaultHttpContext
        {
            RequestServices = services.BuildServiceProvider(), Request = { Path = path },
            Response = { Body = new MemoryStream() },
        };
        http.Request.Headers.Accept = accept;
        return (http, seen);
    }
}
