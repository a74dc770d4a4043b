using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Sheets.Tests;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Vouchers over HTTP: opened by programs that know nothing of this one, and what their code says is verified.
/// </summary>
[Collection(Shared.Name)]
public sealed class VoucherTests(RegistryApp app)
{
    [Fact]
    public async Task The_voucher_of_an_assessment_has_the_holders_name_and_a_code_that_verifies()
    {
        Tools.Need(Tools.WenQuanYi, "pdftotext", "pdftoppm", "zbarimg", "rsvg-convert");
        var (holder, application) = await app.Assessment();
        var pdf = await Fetched(holder, application, "pdf", "application/pdf");
        var text = Tools.Read(pdf, "pdftotext", "-raw", "{file}", "-").ReplaceLineEndings("");
        Assert.Contains(Vouchers.HolderName, text, StringComparison.Ordinal);
        Assert.Contains("诚信考核凭证", text, StringComparison.Ordinal);
        Assert.Contains("AA（合格）", text, StringComparison.Ordinal);
        await Verifies(
            Tools.Scanned(pdf, "pdftoppm", "-singlefile", "-r", "180", "-png", "{file}", "{out}"),
            CredentialKind.AssessmentVoucher);
        await Verifies(
            Tools.Scanned(await Fetched(holder, application, "png", "image/png")), CredentialKind.AssessmentVoucher);
        var svg = await Fetched(await app.As("officer.henan"), application, "svg", "image/svg+xml");
        await Verifies(
            Tools.Scanned(svg, "rsvg-convert", "-z", "2", "-o", "{out}.png", "{file}"),
            CredentialKind.AssessmentVoucher);
    }

    [Fact]
    public async Task The_voucher_of_an_annual_review_is_the_operators_and_that_of_a_cancelled_vehicle_says_so()
    {
        Tools.Need(Tools.WenQuanYi, "pdftotext", "zbarimg");
        var (fleet, application) = await Vouchers.Review(app);
        Assert.Contains(
            "有效", Text(await Fetched(fleet.Operator, application, "pdf", "application/pdf")), StringComparison.Ordinal);
        await Verifies(
            Tools.Scanned(await Fetched(fleet.Operator, application, "png", "image/png")),
            CredentialKind.ReviewVoucher);

        var vehicle = application[..application.IndexOf('.', StringComparison.Ordinal)];
        await fleet.Officer.Done(
            $"{HttpSteps.Api}/vehicles/{vehicle}/cancel",
            new { ground = "authority", reason = "依职权" });
        Assert.Contains(
            "已失效",
            Text(await Fetched(fleet.Operator, application, "pdf", "application/pdf")),
            StringComparison.Ordinal);
        var token = TokenIn(Tools.Scanned(await Fetched(fleet.Operator, application, "png", "image/png")));
        Assert.Equal(VerdictResult.Revoked, (await Registry.Verification.Verify(token)).Result);
    }

    [Fact]
    public async Task Who_may_not_read_the_application_gets_no_voucher_and_neither_does_what_was_not_approved()
    {
        var (holder, application) = await app.Assessment(approved: false);
        var (other, _, renewal) = await app.Renewal();
        foreach (var ending in new[] { "pdf", "svg", "png" })
        {
            await (await holder.GetAsync(Of(application, ending))).Problem(409, "WRONG_STATE");
            await (await other.GetAsync(Of(application, ending))).Problem(404, "NOT_FOUND");
            await (await (await app.As("officer.yunnan")).GetAsync(Of(application, ending))).Problem(
                403, "OTHER_AUTHORITY");
            await (await app.Anonymous().GetAsync(Of(application, ending))).Problem(401, "NOT_SIGNED_IN");
            await (await other.GetAsync(Of(renewal, ending))).Problem(404, "NOT_FOUND"); // A renewal makes none.
            await (await holder.GetAsync(Of("Q-0000000000000000.1", ending))).Problem(404, "NOT_FOUND");
            await (await holder.GetAsync(Of("nonsense", ending))).Problem(404, "NOT_FOUND");
        }
        using var unknown = await holder.GetAsync(Of(application, "docx"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private IRegistry Registry => app.Services.GetRequiredService<IRegistry>();

    private static Uri Of(string application, string ending) =>
        new($"{HttpSteps.Api}/applications/{application}/voucher.{ending}", UriKind.Relative);

    private static string Text(byte[] pdf) => Tools.Read(pdf, "pdftotext", "-raw", "{file}", "-");

    private static async Task<byte[]> Fetched(HttpClient client, string application, string ending, string mediaType)
    {
        using var answer = await client.GetAsync(Of(application, ending));
        await answer.Is(HttpStatusCode.OK);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.EndsWith(
            $"-voucher-{application}.{ending}",
            answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'),
            StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Contains(
            "sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Matches("^\"[0-9]+\"$", answer.Headers.ETag?.Tag);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static string TokenIn(string code) => code[(code.LastIndexOf('/') + 1)..];

    private async Task Verifies(string code, CredentialKind kind)
    {
        var verdict = await Registry.Verification.Verify(TokenIn(code));
        Assert.Equal((VerdictResult.Valid, kind), (verdict.Result, verdict.Subject!.Credential));
    }
}

/// <summary>A registry without its font answers everything else, and says what it lacks.</summary>
public sealed class FontlessTests(FontlessApp app) : IClassFixture<FontlessApp>
{
    [Theory]
    [InlineData("zh-CN", "缺少字体", "请管理员安装")]
    [InlineData("en", "A font is missing", "The administrator installs")]
    public async Task A_missing_font_is_informed_in_both_languages_and_waiting_is_not_advised(
        string language, string title, string detail)
    {
        var (holder, application) = await app.Assessment();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"{HttpSteps.Api}/applications/{application}/voucher.pdf");
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await holder.SendAsync(request);
        var problem = await answer.Problem(503, "FONT_MISSING");
        Assert.Equal(title, (string)problem["title"]!);
        Assert.Contains(detail, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Contains("SimSun.ttf", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Null(answer.Headers.RetryAfter);
    }
}
