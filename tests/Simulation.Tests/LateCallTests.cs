using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Grains.Pipeline;
using OrleansRegistry.Infrastructure.Samples;
using OrleansRegistry.Simulation.Scheduling;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Memory;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Simulation.Tests;

/// <summary>
/// Goal: the history says which deadline was carried out, and not which call brought it about. Method: the shipped
/// pipeline over the store in memory; the first deadline's call comes a second time when the next one is due, to a silo
/// that remembers nothing of the first.
/// </summary>
public sealed class LateCallTests
{
    private static readonly Actor _import = Actor.Registry(Channel.Import);

    private readonly MemoryTables _tables = new();
    private readonly VirtualClock _clock = new(ShanghaiTime.StartOf(new DateOnly(2026, 2, 12)));

    [Fact]
    public async Task A_deadline_that_another_one_s_late_call_carries_out_stands_under_its_own_name()
    {
        var id = await Registered();
        var first = Armed(id);
        Assert.Equal(first.CommandId, await Carried(id, first, at: first.DueAt));
        var next = Armed(id);
        Assert.NotEqual(first.DueAt, next.DueAt);
        Assert.Equal(next.CommandId, await Carried(id, first, at: next.DueAt));
        Assert.Equal(next.Cause, (await Last(id)).Cause);
    }

    private DueDeadline Armed(EntityId id) =>
        _tables.DeadlineOf(id) is { } armed ? new DueDeadline(id, armed.Name, armed.DueAt)
            : throw new InvalidOperationException("no deadline is armed");

    /// <summary>The id of the last command of the history once a call has been carried out.</summary>
    private async Task<string> Carried(EntityId id, DueDeadline called, DateTimeOffset at)
    {
        _clock.MoveTo(at);
        var store = new MemoryRegistryStore(_tables);
        var rules = new RulesInForce(_clock, Rulebook.Embedded, WorkingCalendar.Embedded);
        var pass = new DeadlinePass(store.Work, rules, _clock, maxTries: 1, NullLogger.Instance);
        Assert.True(await pass.Pass(called, (to, envelope) => Execute(store, rules, to, envelope)));
        var last = await Last(id);
        Assert.Equal("deadline", last.Channel);
        return last.CommandId;
    }

    private async Task<HistoryEntry> Last(EntityId id) =>
        (await new MemoryRegistryStore(_tables).Queries.History(id, new PageRequest(1000))).Items[^1];

    private async Task<EntityId> Registered()
    {
        var store = new MemoryRegistryStore(_tables);
        var rules = new RulesInForce(_clock, Rulebook.Embedded, WorkingCalendar.Embedded);
        var today = ShanghaiTime.DateOf(_clock.Now);
        var person = SampleRegister.Make(1, 7, today).Single().Person;
        var holder = Keys.ForNew(EntityKind.Person, "holder");
        await Execute(store, rules, holder, new Envelope("holder", person, _import));
        var id = Keys.ForNew(EntityKind.Certificate, "certificate");
        var certificate = new RegisterCertificate
        {
            Number = person.IdentityNumber, Kind = CertificateKind.FreightDriver, PersonKey = holder.Key,
            Authority = "530100", FirstIssuedOn = today, ValidFrom = today,
        };
        var answer = await Execute(store, rules, id, new Envelope("certificate", certificate, _import));
        Assert.True(answer is Answer.Done, answer.ToString());
        return id;
    }

    private static Task<Answer> Execute(IRegistryStore store, RulesInForce rules, EntityId id, Envelope envelope)
    {
        var pipeline = new CommandPipeline(
            store, new EntityReader(store, null), rules, new AnswerWriter(), NullLogger<CommandPipeline>.Instance,
            WaitLimit.None);
        return pipeline.Execute(id, envelope, new StoreEntitySource(store, id));
    }
}
