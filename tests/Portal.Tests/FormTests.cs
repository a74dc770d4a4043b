using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: nobody else's page can make a reader's browser hand something in.</summary>
[Collection(Shared.Name)]
public sealed class FormTests(RegistryApp app)
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_form_that_comes_from_another_site_is_not_taken(string header, string value)
    {
        using var browser = await Browser.As(app, "driver.1");
        var token = await browser.Token("/password");
        var page = await browser.Post("/sign-out", [new("token", token)], (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal("此页面已失效", page.Read("h1"));
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/password")).Status); // Still signed in.
    }

    [Fact]
    public async Task A_form_without_a_token_or_with_another_readers_is_not_taken()
    {
        using var other = await Browser.As(app, "driver.2");
        var foreign = await other.Token("/password");
        using var browser = await Browser.As(app, "driver.1");
        foreach (var token in (string[])["", foreign, "AAAA", new string('A', 43), "%%%"])
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post("/sign-out", [new("token", token)])).Status);
    }

    [Fact]
    public void A_token_is_another_one_each_time_and_proves_the_same()
    {
        var (one, two) = (FormToken.Make("secret"), FormToken.Make("secret"));
        Assert.NotEqual(one, two);
        Assert.True(FormToken.Proves(one, "secret") && FormToken.Proves(two, "secret"));
        Assert.False(FormToken.Proves(one, "other"));
        Assert.False(FormToken.Proves(one[..^1], "secret"));
        Assert.False(FormToken.Proves(null, "secret"));
    }

    /// <summary>A browser goes back to what was typed; what a desk shows of others, it does not keep.</summary>
    [Theory]
    [InlineData("driver.1", "/my/objections", false), InlineData("operator.demo", "/fleet/import", false)]
    [InlineData("driver.1", "/account/phone", true), InlineData("driver.1", "/password", true)]
    [InlineData("officer.henan", "/desk/search", true), InlineData("enforcement.yunnan", "/road", true)]
    public async Task Only_answers_to_forms_of_people_and_carriers_are_kept_for_going_back(
        string account, string path, bool gone)
    {
        using var browser = await Browser.Inside(app, account);
        var token = await browser.Token("/account/notices");
        var opened = await browser.Open(path);
        Assert.True(opened.Answer.Headers.CacheControl!.NoStore);
        var answered = await browser.Post(path, [new("token", token), new("step", "check")]);
        Assert.Equal(gone, answered.Answer.Headers.CacheControl!.NoStore);
        Assert.True(gone || answered.Answer.Headers.CacheControl is { Private: true, NoCache: true });
    }

    [Fact]
    public async Task A_form_that_ends_before_its_last_part_is_no_fault_of_the_registry()
    {
        using var browser = await Browser.Inside(app, "driver.1");
        using var half = new StringContent("--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nhalf");
        half.Headers.Remove("Content-Type");
        half.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        using var answer = await browser.Client.PostAsync("/my/real-name", half);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task More_than_a_form_has_is_not_read()
    {
        using var browser = new Browser(app);
        var page = await browser.Post("/verify", [new("code", new string('x', 100_000))]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.Status);
        Assert.Equal("文件过大", page.Read("h1"));
    }

    [Fact]
    public async Task Language_and_large_type_are_chosen_by_a_button_and_kept()
    {
        using var browser = new Browser(app);
        await browser.Submit("/help", "form[action='/display']", ("lang", "en"));
        var sent = await browser.Submit("/help", "form[action='/display']", ("large", "yes"));
        Assert.Equal("/help", sent.Answer.Headers.Location!.ToString());
        var page = await browser.Follow(sent);
        Assert.Equal("en", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("large", page.Document.DocumentElement.ClassName);
        PageRules.Check(page);
    }
}
