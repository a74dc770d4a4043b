using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: no page without somebody having thought about who may see it, and what holds for all pages holds for each.
/// Method: the table is compared with the program's own routes, and every example is opened in both languages.
/// </summary>
[Collection(Shared.Name)]
public sealed class PageListTests(RegistryApp app)
{
    /// <summary>Pages of some accounts of a role: owner-drivers with several businesses (OwnBusinessTests).</summary>
    private static readonly string[] _ofSome = ["/my/businesses"];

    public static TheoryData<string, string, string> Examples()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in PageTable.Rows.Where(row => row.Example is not null))
            foreach (var language in (string[])["zh-CN", "en"]) data.Add(row.Example!, row.Who, language);
        return data;
    }

    [Fact]
    public void Every_page_of_the_program_stands_in_the_table_and_the_other_way_round() => Assert.Equal(
        PageTable.Rows.Select(row => $"{row.Method} {row.Route}").Order(StringComparer.Ordinal),
        (from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
         where endpoint.Metadata.GetMetadata<PageAccess>() is not null
         from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
         select $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task Without_signing_in_a_page_for_accounts_leads_to_the_sign_in_and_back()
    {
        foreach (var row in PageTable.Rows.Where(row => row.Who != "open" && row.Example is not null))
        {
            using var stranger = new Browser(app);
            var sent = await stranger.Open(row.Example!);
            Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
            var isOfPeople = row.Who == "account" || row.Who.StartsWith("driver", StringComparison.Ordinal);
            var way = isOfPeople ? "/sign-in" : "/sign-in/staff";
            Assert.Equal($"{way}?back=" + Uri.EscapeDataString(row.Example!), sent.Answer.Headers.Location!.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Each_page_keeps_what_all_pages_promise(string path, string who, string language)
    {
        using var browser = who switch
        {
            "open" => new Browser(app, language),
            "account" => await Browser.Inside(app, "driver.1", language),
            _ => await Browser.Inside(app, who, language),
        };
        var page = await browser.Open(path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal([language], page.Answer.Content.Headers.ContentLanguage);
        PageRules.Check(page);
    }

    /// <summary>
    /// From the first page on, every link is followed once: nothing leads to nowhere or to a page that is not the
    /// reader's, and each page of the reader's that has an address of its own is come to. The account with a generator
    /// has the pages of officer.henan.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData("driver.1", "driver.1")]
    [InlineData("driver.2", "driver.1")]
    [InlineData("driver.3", "driver.1")]
    [InlineData("driver.4", "driver.1")]
    [InlineData("driver.5", "driver.1")]
    [InlineData("driver.new")]
    [InlineData("officer.henan", "officer.henan")]
    [InlineData("officer.henan.2", "officer.henan")]
    [InlineData("officer.yunnan", "officer.henan")]
    [InlineData("officer.yunnan.2", "officer.henan")]
    [InlineData("employer.demo", "employer.demo")]
    [InlineData("centre", "centre")]
    [InlineData("centre.2", "centre")]
    [InlineData("nra", "centre")]
    [InlineData("operator.demo", "operator.demo")]
    [InlineData("enforcement.yunnan", "enforcement.yunnan")]
    [InlineData("admin", "admin")]
    [InlineData("admin.2", "admin")]
    [InlineData("auditor", "auditor")]
    public async Task Every_link_leads_to_a_page_and_every_page_of_the_role_is_come_to(
        string? account, string? pagesOf = null)
    {
        using var browser = account is null ? new Browser(app) : await Browser.Inside(app, account);
        var (seen, left) = (new HashSet<string>(), new Queue<string>(["/"]));
        while (left.TryDequeue(out var path))
        {
            if (!seen.Add(path)) continue;
            var page = await browser.Open(path);
            // What another test has just registered becomes its person's by a consequence.
            for (var tries = 0; page.Status == HttpStatusCode.NotFound && tries < 50; tries++)
            {
                await Task.Delay(200);
                page = await browser.Open(path);
            }
            if (page.Status == HttpStatusCode.SeeOther)
            {
                left.Enqueue(page.Answer.Headers.Location!.ToString());
                continue;
            }
            Assert.True(page.Status == HttpStatusCode.OK, $"{path}: {page.Status} {Fault(page)}");
            if (page.Answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            foreach (var link in page.Document.QuerySelectorAll("a[href]"))
                if (link.GetAttribute("href") is { } href && href[0] != '#') left.Enqueue(href.Split('#')[0]);
        }
        Assert.True(seen.Count > 15, string.Join(' ', seen));
        var come = seen.Select(path => path.Split('?')[0]).ToHashSet();
        Assert.Empty(PageTable.Rows.Where(row => row.Who == pagesOf && row.Example is not null)
            .Select(row => row.Example!.Split('?')[0]).Except(come).Except(_ofSome));
    }

    /// <summary>Whose role a page is not for is refused it, whatever its address says.</summary>
    [Theory]
    [InlineData("driver.1", Roles.Holder)]
    [InlineData("officer.henan", Roles.Officer)]
    [InlineData("employer.demo", Roles.Employer)]
    [InlineData("centre", Roles.ExamCentre)]
    [InlineData("nra", Roles.Administration)]
    [InlineData("operator.demo", Roles.Operator)]
    [InlineData("enforcement.yunnan", Roles.Enforcement)]
    [InlineData("admin", Roles.Administrator)]
    [InlineData("auditor", Roles.Auditor)]
    public async Task A_page_of_another_role_is_refused(string account, Roles roles)
    {
        var foreign = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageAccess>() is { AnyOf: not Roles.None } access
                && (access.AnyOf & roles) == 0)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).ToHashSet();
        Assert.NotEmpty(foreign);
        using var browser = await Browser.Inside(app, account);
        foreach (var row in PageTable.Rows.Where(row => row.Example is not null && foreign.Contains(row.Route)))
            Assert.True(HttpStatusCode.Forbidden == (await browser.Open(row.Example!)).Status, row.Example);
    }

    /// <summary>It stands in the browser after a refusal, and whoever changes the language there opens it.</summary>
    [Theory]
    [InlineData("/sign-in/code", "/sign-in")]
    [InlineData("/my/trips/T-1/receive", "/my/trips/T-1")]
    [InlineData("/road/shift", "/road")]
    [InlineData("/sign-out", "/")]
    public async Task The_address_of_a_form_leads_to_its_page(string form, string page)
    {
        using var browser = new Browser(app);
        var sent = await browser.Open(form);
        Assert.Equal((HttpStatusCode.SeeOther, page), (sent.Status, sent.Answer.Headers.Location!.ToString()));
    }

    [Theory]
    [InlineData(null, "zh-CN")]
    [InlineData("en", "en")]
    [InlineData("en-GB, zh;q=0.5", "en")]
    [InlineData("zh-CN, en;q=0.9", "zh-CN")]
    [InlineData("fr", "zh-CN")]
    public async Task The_first_page_is_Chinese_unless_English_is_preferred(string? accept, string language)
    {
        using var browser = new Browser(app, accept);
        Assert.Equal(language, (await browser.Open("/")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task An_unknown_address_is_a_page_for_a_browser_and_a_problem_for_a_program()
    {
        using var browser = new Browser(app);
        var page = await browser.Open("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("没有这个页面", page.Read("h1"));
        PageRules.Check(page);
        using var client = app.Anonymous();
        using var program = await client.GetAsync("/nowhere");
        await program.Problem(404, "NOT_FOUND");
        using var asked = await browser.Client.GetAsync("/api/v1/nowhere");
        await asked.Problem(404, "NOT_FOUND");
    }

    [Fact]
    public async Task A_page_of_another_method_is_a_page_as_well()
    {
        using var browser = new Browser(app);
        using var answer = await browser.Client.PutAsync("/help", content: null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("没有这个页面", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>What the registry says of a fault of its own.</summary>
    private string? Fault(PageSeen page) => page.Status == HttpStatusCode.InternalServerError
        ? app.Log.LastOrDefault(line => line.Contains("   at ", StringComparison.Ordinal)) : null;
}
