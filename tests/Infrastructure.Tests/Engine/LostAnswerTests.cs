using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Silo;

namespace OrleansRegistry.Infrastructure.Tests.Engine;

/// <summary>
/// Goal: what became durable is seen, also when nobody got an answer. Method: a real store whose commits are durable
/// and then answer that the database is away, as after a connection that broke for longer than the store waits.
/// </summary>
public sealed class LostAnswerTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 3, 2);

    private static readonly RegisterPerson _alive =
        new("王小明", IdentityKind.CitizenId, CitizenNumbers.Of("410105", "19900307", 1));

    private readonly TestPlace _place = new();
    private Losing _losing = null!;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_death_that_became_durable_unanswered_is_seen()
    {
        await using var registry = await Opened();
        var id = await registry.NewId(EntityKind.Person, _alive, "1");
        var death = new Envelope("death", new RecordDeath(_today), RegistryDriver.Importer);

        _losing.Answers = false;
        await Assert.ThrowsAsync<StorageAwayException>(() => registry.Execute(id, death));
        _losing.Answers = true;

        Assert.Equal(_today, ((Person)(await registry.Load(id))!.State).Death?.On);
        Assert.Equal(2, (await registry.Load(id))!.Version);
    }

    /// <summary>A command whose answer is kept is sent again by the registry itself, and recognised.</summary>
    [Fact]
    public async Task A_death_that_became_durable_unanswered_is_answered_as_done_when_its_answer_is_kept()
    {
        await using var registry = await Opened();
        var id = await registry.NewId(EntityKind.Person, _alive, "1");
        var death = new Envelope("death", new RecordDeath(_today), RegistryDriver.Importer) { Fingerprint = "f" };
        _losing.Answers = false;
        var answering = registry.Execute(id, death);
        await Task.Delay(300); // Its first try has been lost by now.
        _losing.Answers = true;
        Assert.True(Assert.IsType<Answer.Done>(await answering).Repeated);
        Assert.True(Assert.IsType<Answer.Done>(await registry.Execute(id, death)).Repeated);
        Assert.Equal(2, (await registry.Load(id))!.Version);
    }

    private Task<TestRegistry> Opened() => TestRegistry.Start(
        _place.Options with { Clock = ShanghaiTime.StartOf(_today) },
        new LocalParts { Around = inner => Losing.Around(inner, out _losing) });

    /// <summary>The store, but for its commits' answers.</summary>
    public class Losing : DispatchProxy
    {
        private IRegistryStore _inner = null!;

        public bool Answers { get; set; } = true;

        public static IRegistryStore Around(IRegistryStore inner, out Losing losing)
        {
            var store = Create<IRegistryStore, Losing>();
            losing = (Losing)(object)store;
            losing._inner = inner;
            return store;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod is
        { Name: nameof(IRegistryStore.Commit) } && !Answers
            ? Lose((Commit)args![0]!) : targetMethod!.Invoke(_inner, args);

        private async Task<CommitResult> Lose(Commit commit)
        {
            await _inner.Commit(commit);
            throw new StorageAwayException("made durable, not answered");
        }
    }
}
