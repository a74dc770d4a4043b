using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: every refusal has a status, titles in both languages, and the language that the caller asked for.
/// </summary>
[Collection(Shared.Name)]
public sealed class ProblemTests(RegistryApp app)
{
    [Fact]
    public void Every_code_has_a_status_of_the_contract_and_two_titles()
    {
        int[] statuses = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503];
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            Assert.Contains(ApiProblem.StatusOf(code), statuses);
            Assert.NotEmpty(ApiProblem.TitleOf(code).Zh);
            Assert.NotEmpty(ApiProblem.TitleOf(code).En);
        }
    }

    [Theory]
    [InlineData(RefusalCode.UnknownField, 400)]
    [InlineData(RefusalCode.SessionEnded, 401)]
    [InlineData(RefusalCode.RealNameRequired, 403)]
    [InlineData(RefusalCode.NotFound, 404)]
    [InlineData(RefusalCode.IdempotencyKeyReused, 409)]
    [InlineData(RefusalCode.StaleVersion, 412)]
    [InlineData(RefusalCode.TooLarge, 413)]
    [InlineData(RefusalCode.MediaType, 415)]
    [InlineData(RefusalCode.TooEarly, 422)]
    [InlineData(RefusalCode.IdentityCheckFailed, 422)]
    [InlineData(RefusalCode.TooMany, 429)]
    [InlineData(RefusalCode.StorageAway, 503)]
    [InlineData(RefusalCode.FontMissing, 503)]
    public void A_code_has_the_status_that_the_contract_names(RefusalCode code, int status) =>
        Assert.Equal(status, ApiProblem.StatusOf(code));

    [Theory]
    [InlineData(null, "没有找到", "zh-CN")]
    [InlineData("en", "Not found", "en")]
    [InlineData("en-GB, zh;q=0.5", "Not found", "en")]
    [InlineData("zh-CN, en;q=0.9", "没有找到", "zh-CN")]
    [InlineData("fr", "没有找到", "zh-CN")]
    [InlineData("*;q=0.1, nonsense;;", "没有找到", "zh-CN")]
    public async Task Texts_are_in_the_language_that_is_asked_for(string? accept, string title, string language)
    {
        using var client = app.Anonymous();
        if (accept is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accept);
        using var answer = await client.GetAsync(new Uri("/api/v1/services/none", UriKind.Relative));
        var problem = await answer.Problem(404, "NOT_FOUND");
        Assert.Equal(title, (string)problem["title"]!);
        Assert.Equal([language], answer.Content.Headers.ContentLanguage);
    }

    [Fact]
    public async Task A_lawful_no_names_the_article_and_from_when_it_is_a_yes()
    {
        var certificate = await app.CertificateOf("driver.3"); // Ends in more than two years.
        var holder = await app.As("driver.3");
        var problem = await holder.Refused($"{HttpSteps.Api}/certificates/{certificate}/applications", 422, "TOO_EARLY",
            new { service = "certificate.renewal", form = new { } });
        Assert.Contains("第二十九条", (string)problem["law"]!, StringComparison.Ordinal);
        Assert.True((bool)problem["retry"]!["possible"]!);
        Assert.Matches(@"^\d{4}-\d{2}-\d{2}$", (string)problem["retry"]!["from"]!);
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404, "NOT_FOUND")]
    [InlineData("GET", "/api/v1/nowhere", 404, "NOT_FOUND")]
    [InlineData("DELETE", "/api/v1/me", 405, "NOT_ALLOWED")]
    [InlineData("PUT", "/api/v1/certificates/Q-1", 405, "NOT_ALLOWED")]
    public async Task What_is_not_a_route_is_a_problem_as_well(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await app.Anonymous().SendAsync(request);
        await answer.Problem(status, code);
    }

    [Fact]
    public async Task Every_answer_forbids_guessing_its_type_and_says_nothing_of_the_server()
    {
        using var answer = await app.Anonymous().GetAsync(new Uri("/healthz", UriKind.Relative));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.False(answer.Headers.Contains("Server"));
    }
}
