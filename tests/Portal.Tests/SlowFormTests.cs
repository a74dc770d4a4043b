using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: pages are no way around the measure of uploads (T15, H6, docs/adr/0174). Method: large forms that are sent in
/// part and then wait, more than an account may have at a time; another account goes on, and places are given back.
/// </summary>
public sealed class SlowFormTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Page = "/my/real-name";
    private const int AtATime = 4;

    /// <summary>So many bytes of each form that it is fast enough for three minutes, however busy the machine is.
    /// </summary>
    private const int Sent = 3_000_000;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task T15_H6_an_account_sends_so_many_large_forms_at_a_time_and_places_come_back()
    {
        var (thief, other) = (TokenOf(await app.As("driver.1")), TokenOf(await app.As("driver.2")));
        var senders = new List<TcpClient>();
        try
        {
            for (var i = 0; i < AtATime; i++) senders.Add(await HalfSent(thief));
            Assert.StartsWith("HTTP/1.1 429 ", await NextTry(thief), StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 403 ", await WholeForm(other), StringComparison.Ordinal); // Not our form.
        }
        finally
        {
            foreach (var sender in senders) sender.Dispose();
        }
        var waited = Stopwatch.StartNew();
        while (!(await WholeForm(thief)).StartsWith("HTTP/1.1 403 ", StringComparison.Ordinal))
        {
            Assert.True(waited.Elapsed < _patience, "the places are not given back");
            await Task.Delay(50);
        }
    }

    /// <summary>Senders before may not have been seen yet by the server.</summary>
    private async Task<string> NextTry(string token)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var answer = await WholeForm(token);
            if (answer.StartsWith("HTTP/1.1 429 ", StringComparison.Ordinal) || waited.Elapsed > _patience)
                return answer;
            await Task.Delay(50);
        }
    }

    private async Task<TcpClient> HalfSent(string token)
    {
        var sender = new TcpClient();
        await sender.ConnectAsync(app.Address.Host, app.Address.Port);
        await Write(sender, Head(token, 20_000_000) + Part);
        await Write(sender, new string('a', Sent));
        return sender;
    }

    private async Task<string> WholeForm(string token)
    {
        using var sender = new TcpClient();
        await sender.ConnectAsync(app.Address.Host, app.Address.Port);
        const string body = Part + "a\r\n--x--\r\n";
        await Write(sender, Head(token, body.Length) + body);
        using var reader = new StreamReader(sender.GetStream());
        return await reader.ReadLineAsync().WaitAsync(_patience) ?? "";
    }

    private const string Part =
        "--x\r\nContent-Disposition: form-data; name=\"front\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n";

    private static string Head(string token, int length) =>
        $"POST {Page} HTTP/1.1\r\nHost: r\r\nCookie: registry={token}\r\n"
        + $"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {length}\r\n\r\n";

    private static async Task Write(TcpClient sender, string text) =>
        await sender.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask().WaitAsync(_patience);

    private static string TokenOf(HttpClient client) => client.DefaultRequestHeaders.Authorization!.Parameter!;
}
