using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using OrleansRegistry.Cluster.Tests.Processes;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo.Clustering.Tls;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>
/// Goal: of silos that do not fit each other one stays, whichever way they start. The other one is a listener that ends
/// every connection.
/// </summary>
public sealed class JoinCheckTests : IDisposable
{
    private static readonly DateTime _now = new(2026, 3, 2, 1, 30, 0, DateTimeKind.Utc);
    private readonly SiloAddress _self = SiloAddress.New(IPAddress.Loopback, 1, 1);
    private readonly TcpListener _other = new(IPAddress.Loopback, 0);
    private readonly SiloFiles _files = SiloFiles.New();
    private readonly List<MembershipEntry> _rows = [];
    private int _reads, _leavesAfter = int.MaxValue;

    public JoinCheckTests()
    {
        _files.Issue("silo");
        _other.Start();
        _ = Hang();
    }

    [Theory]
    [InlineData(SiloStatus.Active, 60)]
    [InlineData(SiloStatus.Joining, -20)]
    public async Task A_silo_ends_for_a_member_and_for_one_that_joins_and_came_before(
        SiloStatus status, int secondsLater)
    {
        Rows(status, secondsLater);
        var done = await Assert.ThrowsAsync<SettingException>(() => Check().BeforeJoining(default));
        Assert.StartsWith("This silo does not join: it and the member other", done.Message, StringComparison.Ordinal);
        Assert.Equal(3, _reads);
    }

    [Fact]
    public async Task It_waits_while_one_that_came_later_ends()
    {
        Rows(SiloStatus.Joining, 20);
        _leavesAfter = 4;
        await Check().BeforeJoining(default);
        Assert.Equal(5, _reads);
    }

    [Theory]
    [InlineData(SiloStatus.Dead, 0)]
    [InlineData(SiloStatus.ShuttingDown, 0)]
    [InlineData(SiloStatus.Active, -31)]
    public async Task Who_is_no_member_or_was_not_heard_of_lately_is_not_asked(SiloStatus status, int seconds)
    {
        Rows(status, seconds);
        await Check().BeforeJoining(default);
        Assert.Equal(1, _reads);
    }

    private void Rows(SiloStatus status, int secondsLater) => _rows.AddRange(
    [
        new MembershipEntry { SiloAddress = _self, SiloName = "self", Status = SiloStatus.Joining, StartTime = _now },
        new MembershipEntry
        {
            SiloAddress = SiloAddress.New((IPEndPoint)_other.LocalEndpoint, 2), SiloName = "other", Status = status,
            StartTime = _now.AddSeconds(secondsLater),
        },
    ]);

    private JoinCheck Check()
    {
        var members = MembershipProofTests.Fake<IMembershipTable>(
            method => method == "ReadAllAsync" ? Task.FromResult(Read()) : Task.CompletedTask);
        var self = MembershipProofTests.Fake<ILocalSiloDetails>(method => method == "get_SiloAddress" ? _self : null);
        var files = new TlsFiles(_files["silo.crt"], _files["silo.key"], _files["authority.crt"]);
        var certificates = new SiloCertificates(
            files, new MachineClock(new FakeTimeProvider()), NullLogger<SiloCertificates>.Instance);
        return new JoinCheck(members, self, new Contact(certificates), NullLogger<JoinCheck>.Instance);
    }

    private MembershipTableData Read()
    {
        if (++_reads > _leavesAfter) _rows[^1].Status = SiloStatus.Dead;
        return new MembershipTableData([.. _rows.Select(row => Tuple.Create(row, "1"))], new TableVersion(1, "1"));
    }

    private async Task Hang()
    {
        try
        {
            while (true) (await _other.AcceptTcpClientAsync()).Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    public void Dispose()
    {
        _other.Dispose();
        _files.Dispose();
    }
}
