using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: a message whose end two programs would see at two places is none, so that nobody hides a request of their own
/// in one that a proxy lets through (T13; ASVS 4.2.1). Method: bytes over a socket, with a second request where one of
/// the two readings has the body; one answer comes at most, and the connection ends. What cannot be seen above the
/// server: it reads a length of +2 as 2, which proxies refuse.
/// </summary>
[Collection(Shared.Name)]
public sealed class TwoReadingsTests(RegistryApp app)
{
    private const string Hidden = "GET /api/v1/hidden HTTP/1.1\r\nHost: r\r\n\r\n";
    private const string Chunked = "Transfer-Encoding: chunked\r\n";

    public static TheoryData<string, string, string> Messages => new()
    {
        { "both lengths", $"Content-Length: {Hidden.Length + 5}\r\n{Chunked}", "0\r\n\r\n" },
        { "both, the other order", $"{Chunked}Content-Length: {Hidden.Length + 5}\r\n", "0\r\n\r\n" },
        { "two lengths", $"Content-Length: 2\r\nContent-Length: {Hidden.Length + 2}\r\n", "{}" },
        { "two lengths in one", $"Content-Length: 2, {Hidden.Length + 2}\r\n", "{}" },
        { "a length in hexadecimal", "Content-Length: 0x2\r\n", "{}" },
        { "a name with a space", $"Content-Length : {Hidden.Length + 2}\r\n", "{}" },
        { "a folded length", $"Content-Length:\r\n {Hidden.Length + 2}\r\n", "{}" },
        { "a coding that is none", "Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n", "{}" },
        { "two codings", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" },
        { "a coding twice", $"{Chunked}Transfer-Encoding: identity\r\n", "0\r\n\r\n" },
        { "a chunk whose extension has a line", Chunked, "2;a\nb\r\n{}\r\n0\r\n\r\n" },
        { "a chunk with a sign", Chunked, "+2\r\n{}\r\n0\r\n\r\n" },
        { "a chunk with a bare line", Chunked, "2\n{}\r\n0\r\n\r\n" },
        { "a header with a bare return", $"X: a\rContent-Length: {Hidden.Length + 2}\r\nContent-Length: 2\r\n", "{}" },
        { "a header with nothing in it", $"X: a\0b\r\nContent-Length: 2\r\n", "{}" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task T13_a_message_that_ends_at_two_places_brings_no_second_one(
        string what, string headers, string body)
    {
        var answers = await Send(
            $"POST /api/v1/identifiers/check HTTP/1.1\r\nHost: r\r\nContent-Type: application/json\r\n{headers}\r\n"
            + body + Hidden);
        var statuses = Regex.Matches(answers, "HTTP/1.1 ([0-9]{3}) ").Select(match => match.Groups[1].Value).ToArray();
        Assert.True(statuses.Length <= 1, $"{what}: {string.Join(' ', statuses)}");
        Assert.DoesNotContain("200", statuses);
    }

    /// <summary>What is plain is taken, or the above would say nothing.</summary>
    [Fact]
    public async Task T13_plain_messages_are_read_one_after_another()
    {
        const string body = """{"kind":"vin","value":"1M8GDM9AXKP042788"}""";
        var answers = await Send(
            "POST /api/v1/identifiers/check HTTP/1.1\r\nHost: r\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}{Hidden}", answersAwaited: 2);
        Assert.Equal(["200", "404"],
            Regex.Matches(answers, "HTTP/1.1 ([0-9]{3}) ").Select(match => match.Groups[1].Value));
    }

    /// <summary>
    /// Everything that is answered until the connection ends, or so many answers are there, or for a while.
    /// </summary>
    private async Task<string> Send(string message, int answersAwaited = int.MaxValue)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.Address.Host, app.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(message));
        var answers = new StringBuilder();
        using var patience = new CancellationTokenSource(
            TimeSpan.FromSeconds(answersAwaited == int.MaxValue ? 3 : 30));
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; answers.ToString().Split("HTTP/1.1 ").Length <= answersAwaited
                && (read = await stream.ReadAsync(buffer, patience.Token)) > 0;)
                answers.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (OperationCanceledException) { } // It waits for more, which is no answer.
        catch (IOException) { } // Ended by the other side.
        return answers.ToString();
    }
}
