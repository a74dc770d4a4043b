using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: whatever a body may be, the answer says what is wrong with it, by JSON path, and never breaks.
/// </summary>
[Collection(Shared.Name)]
public sealed class BodyTests(RegistryApp app) : IAsyncLifetime
{
    private string _path = "";
    private HttpClient _officer = null!;

    public async ValueTask InitializeAsync()
    {
        _officer = await app.As("officer.henan");
        _path = $"{HttpSteps.Api}/certificates/{await app.CertificateOf("driver.2")}/violations";
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("""{"points":3,"on":"2026-02-10" """, "$")]                              // Cut off.
    [InlineData("", "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("3", "$")]
    [InlineData("""{"points":3,"on":"2026-02-10"} x""", "$")]                            // Something behind the end.
    [InlineData("""{"points":3,"on":"2026-02-10",}""", "$")]
    [InlineData("""{"points":"3","on":"2026-02-10"}""", "points")]                       // Text for a number.
    [InlineData("""{"points":3.5,"on":"2026-02-10"}""", "points")]
    [InlineData("""{"points":99999999999,"on":"2026-02-10"}""", "points")]
    [InlineData("""{"points":null,"on":"2026-02-10"}""", "points")]
    [InlineData("""{"points":3,"on":"2026-02-30"}""", "on")]                             // No such day.
    [InlineData("""{"points":3,"on":"10.02.2026"}""", "on")]
    [InlineData("""{"points":3,"on":"2026-02-10T00:00:00"}""", "on")]
    [InlineData("""{"points":3}""", "on")]                                               // Missing.
    [InlineData("""{"points":3,"on":"2026-02-10","on":"2026-02-11"}""", "on")]           // Twice.
    [InlineData("""{"points":3,"on":"2026-02-10","note":"\uD800"}""", "note")]           // Half a character.
    [InlineData("""{"points":3,"on":"2026-02-10","\uD800":1}""", "$")]                   // In a name.
    [InlineData("""{"points":4,"on":"2026-02-10"}""", "points")]                         // The law's own check.
    public async Task What_is_not_a_violation_is_malformed_by_path(string body, string path)
    {
        var problem = await _officer.Refused(_path, 400, "MALFORMED", body);
        Assert.Contains(path, problem["errors"]!.AsObject().Select(entry => entry.Key));
    }

    [Theory]
    [InlineData("""{"points":3,"on":"2026-02-10","colour":"red"}""", "colour")]
    [InlineData("""{"Points":3,"on":"2026-02-10"}""", "Points")] // Names are exact.
    public async Task An_unknown_member_is_named(string body, string member)
    {
        var problem = await _officer.Refused(_path, 400, "UNKNOWN_FIELD", body);
        Assert.Equal([member], problem["errors"]!.AsObject().Select(entry => entry.Key));
    }

    [Fact]
    public async Task An_unknown_member_inside_is_named_by_its_path()
    {
        var row = Cases.Row();
        row["holder"]!["phone"] = "13800000000";
        var problem = await _officer.Refused(HttpSteps.Api + "/certificates", 400, "UNKNOWN_FIELD", row.ToJsonString());
        Assert.NotNull(problem["errors"]!["holder.phone"]);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("\"2\"")]
    [InlineData("\"unknownGround\"")]
    public async Task An_enumeration_is_read_by_name_only(string ground)
    {
        var path = _path.Replace("violations", "cancel", StringComparison.Ordinal);
        var problem = await _officer.Refused(path, 400, "MALFORMED", $$"""{"ground":{{ground}},"reason":"x"}""");
        Assert.NotNull(problem["errors"]!["ground"]);
    }

    [Fact]
    public async Task Too_deep_is_malformed()
    {
        var deep = new string('[', 200) + new string(']', 200);
        await _officer.Refused(_path, 400, "MALFORMED", $$"""{"points":{{deep}},"on":"2026-02-10"}""");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Another_media_type_is_415(string mediaType)
    {
        using var content = new ByteArrayContent("""{"points":3,"on":"2026-02-10"}"""u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        using var answer = await _officer.PostAsync(new Uri(_path, UriKind.Relative), content);
        await answer.Problem(415, "MEDIA_TYPE");
    }

    [Fact]
    public async Task A_body_without_a_media_type_is_415()
    {
        using var content = new ByteArrayContent("""{"points":3,"on":"2026-02-10"}"""u8.ToArray());
        using var answer = await _officer.PostAsync(new Uri(_path, UriKind.Relative), content);
        await answer.Problem(415, "MEDIA_TYPE");
    }

    [Theory]
    [InlineData(1024 * 1024, 400)] // The limit itself is let in; its note is too long for the law.
    [InlineData(1024 * 1024 + 1, 413)]
    public async Task One_megabyte_is_the_limit_and_inclusive(int bytes, int status)
    {
        const string begin = """{"points":3,"on":"2026-02-10","note":" """;
        var body = begin + new string('x', bytes - begin.Length - 2) + "\"}";
        Assert.Equal(bytes, Encoding.UTF8.GetByteCount(body));
        await _officer.Refused(_path, status, status == 413 ? "TOO_LARGE" : "MALFORMED", body);
    }

    [Fact]
    public async Task A_large_body_of_unknown_length_is_413_too()
    {
        using var content = new StreamContent(new Endless());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, _path) { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var answer = await _officer.SendAsync(request);
        await answer.Problem(413, "TOO_LARGE");
    }

    [Fact]
    public async Task Invalid_utf8_is_malformed()
    {
        using var content = new ByteArrayContent(
            [.. """{"points":3,"on":"2026-02-10","note":" """u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _officer.PostAsync(new Uri(_path, UriKind.Relative), content);
        await answer.Problem(400, "MALFORMED");
    }

    [Fact]
    public async Task A_request_without_members_may_be_empty_but_not_have_some()
    {
        var path = HttpSteps.Api + "/applications/Q-0000000000000000.1/claim";
        await _officer.Refused(path, 404, "NOT_FOUND");
        await _officer.Refused(path, 404, "NOT_FOUND", "{}");
        await _officer.Refused(path, 400, "UNKNOWN_FIELD", """{"x":1}""");
    }

    /// <summary>Two megabytes of spaces: a stream that does not state its length.</summary>
    private sealed class Endless : Stream
    {
        private int _left = 2 * 1024 * 1024;
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get =>
            throw new NotSupportedException(); set => throw new NotSupportedException();
        }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Math.Min(count, _left);
            buffer.AsSpan(offset, read).Fill((byte)' ');
            _left -= read;
            return read;
        }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
