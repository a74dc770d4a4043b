using System.Reflection;
using Orleans.Runtime;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Grains;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Tokens;
using OrleansRegistry.Silo;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>
/// Goal: a call that was lost with its silo is made again only where a second time changes nothing. Method: a grain
/// that is lost once and counts how often it is called.
/// </summary>
public sealed class LostCallTests
{
    private static readonly EntityId _id = EntityId.Of(EntityKind.Certificate, "LOST");
    private static readonly Envelope _plain = new(
        "once", new RecordEducation(1, new DateOnly(2026, 2, 2)), Actor.Registry(Channel.Import));
    private static readonly Answer _done = new Answer.Done(2, default, false);

    /// <summary>What is sent, and whether it may be sent again.</summary>
    public static TheoryData<string, bool> Calls => new()
    {
        { "a command whose answer is kept", true },
        { "a consequence, which takes its row along", true },
        { "a look at the clock", true },
        { "a command of which nothing is kept", false },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_lost_call_is_repeated_only_when_that_is_safe(string call, bool isRepeated)
    {
        var envelope = call switch
        {
            "a command whose answer is kept" => _plain with { Fingerprint = "f" },
            "a consequence, which takes its row along" => _plain with { OutboxId = 7 },
            "a look at the clock" => _plain with { Command = new PassTime() },
            _ => _plain,
        };
        var (registry, grain) = LostOnce(new SiloUnavailableException("gone"));
        if (isRepeated) Assert.Equal(_done, await registry.Execute(_id, envelope));
        else await Assert.ThrowsAsync<StorageAwayException>(() => registry.Execute(_id, envelope));
        Assert.Equal(isRepeated ? 2 : 1, grain.Calls);
    }

    [Fact]
    public async Task A_bug_in_a_grain_is_no_lost_call()
    {
        var (registry, grain) = LostOnce(new InvalidOperationException("a bug"));
        var kept = _plain with { Fingerprint = "f" };
        await Assert.ThrowsAsync<InvalidOperationException>(() => registry.Execute(_id, kept));
        Assert.Equal(1, grain.Calls);
    }

    private static (SiloRegistry Registry, LosesFirst Grain) LostOnce(Exception first)
    {
        var grain = DispatchProxy.Create<IEntityGrain, LosesFirst>();
        ((LosesFirst)(object)grain).First = first;
        var grains = DispatchProxy.Create<IGrainFactory, GivesOne>();
        ((GivesOne)(object)grains).Grain = grain;
        var rulesInForce = new RulesInForce(TimeProvider.System, Rulebook.Embedded, WorkingCalendar.Embedded);
        var unused = new VerificationOptions { Folder = "unused" };
        var registry = new SiloRegistry(grains, null!, null!, rulesInForce, null!, null!, null!, unused,
            new MachineClock(TimeProvider.System), new RegistryOptions { Postgres = "Host=nobody" }, null!,
            WaitLimit.None);
        return (registry, (LosesFirst)(object)grain);
    }

    /// <summary>The first call is lost, the others are done.</summary>
    public class LosesFirst : DispatchProxy
    {
        internal Exception? First { get; set; }

        internal int Calls { get; private set; }

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            ++Calls == 1 ? Task.FromException<Answer>(First!) : Task.FromResult(_done);
    }

    /// <summary>Every grain is the same one.</summary>
    public class GivesOne : DispatchProxy
    {
        internal IEntityGrain? Grain { get; set; }

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Grain;
    }
}
