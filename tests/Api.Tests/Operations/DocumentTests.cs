using System.Net;
using System.Text;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>Goal: uploads are checked by their content, have a hard limit, and are read by whom they concern.</summary>
[Collection(Shared.Name)]
public sealed class DocumentTests(RegistryApp app)
{
    private const int MaxImage = 10 * 1024 * 1024;

    [Fact]
    public async Task An_image_is_kept_and_described()
    {
        var holder = await app.As("driver.1");
        using var answer = await holder.Upload(Images.Png(30, 20), "portraitPhoto", "我的 照片.png");
        await answer.Is(HttpStatusCode.Created);
        var document = await answer.Json();
        Assert.Equal("image/png", (string)document["contentType"]!);
        Assert.Equal(30, (int)document["width"]!);
        Assert.Equal(20, (int)document["height"]!);
        Assert.Equal("我的 照片.png", (string)document["fileName"]!);
        using var content = await holder.GetAsync(answer.Headers.Location);
        Assert.Equal(Images.Png(30, 20), await content.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", content.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(["nosniff"], content.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task A_jpeg_is_taken_as_well()
    {
        using var answer = await (await app.As("driver.1")).Upload(Images.Jpeg(), "studyRecord", "study.jpg");
        await answer.Is(HttpStatusCode.Created);
        Assert.Equal("image/jpeg", (string)(await answer.Json())["contentType"]!);
    }

    [Fact]
    public async Task The_kind_may_come_before_the_file()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("portraitPhoto"), "kind" }, { new ByteArrayContent(Images.Png()), "file", "a.png" },
        };
        using var answer =
            await (await app.As("driver.1")).PostAsync(new Uri("/api/v1/documents", UriKind.Relative), form);
        await answer.Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(MaxImage, 201)]
    [InlineData(MaxImage + 1, 413)]
    [InlineData(MaxImage + 3_000_000, 413)]
    public async Task Ten_megabytes_are_the_limit_and_inclusive(int bytes, int status)
    {
        using var answer = await (await app.As("driver.1")).Upload(Images.PngOf(bytes), "portraitPhoto");
        if (status == 201) await answer.Is(HttpStatusCode.Created);
        else await answer.Problem(413, "TOO_LARGE");
    }

    [Fact]
    public async Task What_is_no_image_is_not_taken_whatever_its_name()
    {
        var holder = await app.As("driver.1");
        using var text = await holder.Upload("%PDF-1.7 ..."u8.ToArray(), "portraitPhoto", "photo.png");
        await text.Problem(415, "MEDIA_TYPE");
        using var cut = await holder.Upload(Images.Png(64, 64)[..^20], "portraitPhoto");
        await cut.Problem(422, "MATERIAL_UNFIT");
    }

    [Fact]
    public async Task A_form_that_is_not_one_is_refused()
    {
        var holder = await app.As("driver.1");
        await holder.Refused(HttpSteps.Api + "/documents", 415, "MEDIA_TYPE", "{}");
        using var wrongKind = await holder.Upload(Images.Png(), "noSuchKind");
        Assert.NotNull((await wrongKind.Problem(400, "MALFORMED"))["errors"]!["kind"]);
        using var noFile = new MultipartFormDataContent { { new StringContent("portraitPhoto"), "kind" } };
        using var missing = await holder.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), noFile);
        Assert.NotNull((await missing.Problem(400, "MALFORMED"))["errors"]!["file"]);
        using var cutOff = new ByteArrayContent(
            Encoding.ASCII.GetBytes(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nabc"));
        cutOff.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        using var truncated = await holder.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), cutOff);
        await truncated.Problem(400, "MALFORMED");
    }

    [Fact]
    public async Task The_same_key_gives_the_same_document_and_another_content_is_refused()
    {
        var holder = await app.As("driver.1");
        using var first = await holder.Upload(Images.Png(shade: 1), "portraitPhoto", key: "doc-1");
        using var again = await holder.Upload(Images.Png(shade: 1), "portraitPhoto", key: "doc-1");
        Assert.Equal((string)(await first.Json())["id"]!, (string)(await again.Json())["id"]!);
        using var other = await holder.Upload(Images.Png(shade: 2), "portraitPhoto", key: "doc-1");
        await other.Problem(409, "IDEMPOTENCY_KEY_REUSED");
    }

    [Fact]
    public async Task Others_read_only_what_is_part_of_an_application_in_their_reach()
    {
        var (holder, certificate) = await app.Holder();
        var loose = $"{HttpSteps.Api}/documents/{await holder.Uploaded("portraitPhoto")}";
        var materials = await holder.RenewalMaterials();
        await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications",
            new { service = "certificate.renewal", form = new { }, materials }, HttpStatusCode.Created);
        var application = (await holder.Get(HttpSteps.Api + "/applications?mine=true"))["items"]![0]!;
        var handedIn = $"{HttpSteps.Api}/documents/{application["materials"]![0]!["documentId"]}";
        Assert.Equal(HttpStatusCode.OK, await Status("officer.henan", handedIn));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("officer.yunnan", handedIn));
        Assert.Equal(HttpStatusCode.NotFound, await Status("driver.1", handedIn));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("admin", handedIn));
        Assert.Equal(HttpStatusCode.NotFound, await Status("officer.henan", loose));
        Assert.Equal(HttpStatusCode.NotFound, await Status("officer.henan", HttpSteps.Api + "/documents/D-none"));
    }

    private async Task<HttpStatusCode> Status(string account, string path)
    {
        using var answer = await (await app.As(account)).GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}
