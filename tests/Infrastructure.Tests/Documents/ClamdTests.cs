using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Documents.Scanning;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>
/// T15: malware is found before it lies on a desk. Method: a server that speaks clamd's INSTREAM and finds one word, on
/// a Unix socket and on a port; then none at all.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class ClamdTests : IDisposable
{
    private const string Virus = "the test signature";

    private readonly string _socket = Path.Combine(Path.GetTempPath(), $"clamd-{Guid.NewGuid():n}"[..20] + ".ctl");

    public void Dispose() => File.Delete(_socket);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task T15_what_it_finds_something_in_is_refused_and_the_rest_is_taken(bool unix)
    {
        using var listener = Listen(unix);
        var served = Serve(listener, 3);
        var clamd = new Clamd(listener.LocalEndPoint!, NullLogger<Clamd>.Instance);

        Assert.Null(await clamd.Scan(new Received(new byte[200_000]), default));
        var infected = new byte[150_000];
        Encoding.ASCII.GetBytes(Virus).CopyTo(infected, 140_000);
        Assert.Equal(RefusalCode.MaterialUnfit, (await clamd.Scan(new Received(infected), default))?.Code);
        Assert.Equal(RefusalCode.StorageAway, (await clamd.Scan(new Received(new byte[300_000]), default))?.Code);
        Assert.Equal([200_000, 150_000, 300_000], await served);
    }

    [Fact]
    public async Task T15_while_it_is_away_nothing_is_taken()
    {
        using (var listener = Listen(unix: true)) { }
        var clamd = new Clamd(new UnixDomainSocketEndPoint(_socket), NullLogger<Clamd>.Instance);
        var refusal = await clamd.Scan(new Received([1, 2, 3]), default);
        Assert.Equal(RefusalCode.StorageAway, refusal?.Code);
    }

    [Theory]
    [InlineData("10.0.0.7:3310")]
    [InlineData("127.0.0.1")]
    [InlineData("clamd.example.org:3310")]
    public void Contents_leave_this_machine_for_no_scanner(string setting) => Assert.Throws<SettingException>(() =>
        new SettingsReader(key => key == "Registry__Scanner" ? setting : null)
            .Read(development: true, production: false));

    private Socket Listen(bool unix)
    {
        var listener = unix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(unix ? new UnixDomainSocketEndPoint(_socket) : new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    /// <summary>
    /// Answers so many scans as clamd does, with a limit of 250,000 bytes; the sizes that it was sent.
    /// </summary>
    private static async Task<List<int>> Serve(Socket listener, int scans)
    {
        var sizes = new List<int>();
        for (var i = 0; i < scans; i++)
        {
            await using var stream = new NetworkStream(await listener.AcceptAsync(), ownsSocket: true);
            var command = new byte[10];
            await stream.ReadExactlyAsync(command);
            Assert.Equal("zINSTREAM\0"u8.ToArray(), command);
            using var content = new MemoryStream();
            for (var length = new byte[4]; ;)
            {
                await stream.ReadExactlyAsync(length);
                var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
                if (chunk.Length == 0) break;
                await stream.ReadExactlyAsync(chunk);
                content.Write(chunk);
            }
            sizes.Add((int)content.Length);
            var answer = content.Length > 250_000 ? "INSTREAM size limit exceeded. ERROR"
                : Encoding.Latin1.GetString(content.ToArray()).Contains(Virus, StringComparison.Ordinal)
                    ? "stream: Test.Signature FOUND" : "stream: OK";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"));
        }
        return sizes;
    }

    private sealed class Received(byte[] content) : ReceivedFile
    {
        public override long Bytes => content.Length;

        public override string Sha256 => "00";

        public override Stream Open() => new MemoryStream(content);

        protected override void Dispose(bool disposing) { }
    }
}
