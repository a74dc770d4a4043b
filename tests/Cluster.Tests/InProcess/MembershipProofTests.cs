using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo.Running;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>
/// Goal: a silo answers from its memory for ten seconds after its last proof, and not a moment longer.
/// </summary>
public sealed class MembershipProofTests
{
    private static readonly SiloAddress _self = SiloAddress.New(IPAddress.Loopback, 11111, 1);
    private readonly FakeTimeProvider _clock = new();
    private SiloStatus? _status = SiloStatus.Active;
    private TimeSpan _sinceGuarded = TimeSpan.Zero;

    [Fact]
    public async Task A_proof_is_good_for_ten_seconds()
    {
        var proof = Make();
        Assert.False(proof.IsFresh);
        await proof.Prove(default);
        Assert.True(proof.IsFresh);
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.True(proof.IsFresh);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(proof.IsFresh);
    }

    /// <summary>As a process that was stopped for a minute and goes on, whose table says that it is dead.</summary>
    [Theory]
    [InlineData(SiloStatus.Dead)]
    [InlineData(null)]
    public async Task A_silo_that_was_given_up_proves_nothing(SiloStatus? status)
    {
        var proof = Make();
        await proof.Prove(default);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(proof.IsFresh);
        _status = status;
        await proof.Prove(default);
        Assert.False(proof.IsFresh);
    }

    [Fact]
    public async Task A_silo_without_its_guard_proves_nothing()
    {
        var proof = Make();
        _sinceGuarded = TimeSpan.FromSeconds(10);
        await proof.Prove(default);
        Assert.False(proof.IsFresh);
    }

    [Fact]
    public void A_silo_that_is_alone_needs_the_guard_only()
    {
        var proof = Make(new RegistryOptions());
        Assert.True(proof.IsFresh);
        _sinceGuarded = TimeSpan.FromSeconds(10);
        Assert.False(proof.IsFresh);
    }

    private MembershipProof Make(RegistryOptions? options = null)
    {
        var members = Fake<IMembershipTable>(method => method == "ReadRowAsync" ? Task.FromResult(Row()) : null);
        var self = Fake<ILocalSiloDetails>(method => method == "get_SiloAddress" ? _self : null);
        var store = Fake<IRegistryStore>(method => method == "get_SinceGuarded" ? _sinceGuarded : null);
        return new MembershipProof(options ?? new RegistryOptions { Postgres = "Host=nobody" }, members, self, store,
            new MachineClock(
                _clock), new ServiceCollection().BuildServiceProvider(), NullLogger<MembershipProof>.Instance);
    }

    private MembershipTableData Row()
    {
        var version = new TableVersion(1, "1");
        return _status is { } status
            ? new MembershipTableData(
                Tuple.Create(new MembershipEntry { SiloAddress = _self, Status = status }, "1"), version)
            : new MembershipTableData(version);
    }

    internal static T Fake<T>(Func<string, object?> answer) where T : class
    {
        var fake = DispatchProxy.Create<T, Answering>();
        ((Answering)(object)fake).Answer = answer;
        return fake;
    }

    /// <summary>Answers by the name of what is asked.</summary>
    public class Answering : DispatchProxy
    {
        internal Func<string, object?> Answer { get; set; } = _ => null;

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!.Name);
    }
}
