using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.Support;

/// <summary>
/// What every stage has: a fixed clock, the real rules and calendar, documents, and one machine that is driven as a
/// host would, but without one. Given / when / then are the methods of each stage.
/// </summary>
public abstract class Scene<TSelf, TState>(EntityId id) : IFacts
    where TSelf : Scene<TSelf, TState>
    where TState : EntityState
{
    protected Dictionary<string, DocumentFact> Documents { get; } = [];

    protected TState State { get; set; } = null!;

    public DateTimeOffset Now { get; protected set; }
    public List<Event> History { get; } = [];
    public Reactions Reactions { get; protected set; } = Reactions.None;
    public Decision Last { get; protected set; } = Decision.Nothing;
    public Rulebook Rulebook { get; set; } = Rulebook.Embedded;
    public WorkingCalendar Calendar { get; set; } = WorkingCalendar.Embedded;

    public DateOnly Today => ShanghaiTime.DateOf(Now);

    /// <summary>The events of the last command, but reminders.</summary>
    public ImmutableArray<Event> Happened => [.. Acts.ActsOf(Last)];

    /// <summary>What is armed, be it a reminder.</summary>
    public ArmedDeadline? NextDeadline => Machine.DeadlineToArm(State, ContextFor(Actor.Registry(Channel.Deadline)));

    /// <summary>What the entity does next besides reminding somebody.</summary>
    public ArmedDeadline? NextAct => Machine.NextDeadline(State, ContextFor(Actor.Registry(Channel.Deadline))).Act();

    /// <summary>The state as it is stored, to be compared.</summary>
    public string StateJson => Json(State);

    private Machine Machine => Machine.Of(id.Kind);

    private TSelf Self => (TSelf)this;

    public virtual Person? Person(string key) => null;
    public DocumentFact? Document(string id) => Documents.GetValueOrDefault(id);
    public virtual EntityState? Entity(EntityId id) => null;
    public virtual string? TripOf(string vehicleKey) => null;

    public virtual Context ContextFor(Actor actor) => new(Now, Rulebook, Calendar, actor, this);

    /// <summary>The same entity and clock once more, so that one story can go on in two ways.</summary>
    public abstract TSelf Twin();

    /// <summary>"2026-02-13" is 09:00 in Shanghai; "2026-02-13T23:59:59.999" is exact.</summary>
    public TSelf At(string local)
    {
        var text = local.Contains('T', StringComparison.Ordinal) ? local : local + "T09:00:00";
        return At(DateTimeOffset.Parse(text + "+08:00", null).ToUniversalTime());
    }

    public TSelf At(DateTimeOffset instant)
    {
        Now = instant;
        return Self;
    }

    public TSelf When(Command command, Actor actor)
    {
        var context = ContextFor(actor);
        AssertNeeds(Machine.Needs(State, command), command);
        Last = Machine.Decide(id, State, command, context);
        if (Last is not Decision.Accepted accepted) return Self;
        var before = State;
        foreach (var happened in accepted.Events)
        {
            State = (TState)Machine.Evolve(State, happened);
            History.Add(happened);
        }
        if (State is null) return Self;
        Assert.Empty(Machine.Check(State));
        Reactions = Machine.React(before, State, accepted.Events, context);
        AfterEach(before, command, context);
        return Self;
    }

    /// <summary>What an older version has stored.</summary>
    public TSelf GivenEvent(Event happened)
    {
        State = (TState)Machine.Evolve(State, happened);
        History.Add(happened);
        return Self;
    }

    public TSelf ThenRefused(RefusalCode code)
    {
        Assert.Equal(code, Assert.IsType<Decision.Refused>(Last).Refusal.Code);
        return Self;
    }

    public TSelf ThenDone()
    {
        if (Last is Decision.Refused no) Assert.Fail($"refused: {no.Refusal.Code} {no.Refusal.Detail.En}");
        return Self;
    }

    /// <summary>Exactly these events, in this order, came of the last command.</summary>
    public TSelf Then(params Event[] events)
    {
        ThenDone();
        Assert.Equal(events.Select(Json), Happened.Select(Json));
        return Self;
    }

    public static string Json(Event happened) => JsonSerializer.Serialize(happened, RegistryJson.Wire.Event);

    /// <summary>
    /// What Decide may look at is what Needs has asked for; a hidden look would find nothing in a host.
    /// </summary>
    protected virtual void AssertNeeds(Needs needs, Command command) { }

    /// <summary>Looks at what a command that was carried out has left.</summary>
    protected virtual void AfterEach(TState? before, Command command, Context context) { }

    /// <summary>A document on record, as the inspection of uploads would have left it.</summary>
    protected string Kept(MaterialKind kind, string owner, string contentType, long bytes = 1000, int? width = null,
        int? height = null)
    {
        var documentId = $"D-{Documents.Count + 1}";
        Documents[documentId] = new DocumentFact(documentId, kind, owner, contentType, bytes, documentId, width,
            height);
        return documentId;
    }

    /// <summary>The history replayed is the state, and both survive their JSON byte for byte.</summary>
    public void AssertReplays()
    {
        EntityState? replayed = null;
        foreach (var happened in History)
        {
            var json = Json(happened);
            var read = JsonSerializer.Deserialize(json, RegistryJson.Wire.Event)!;
            Assert.Equal(json, Json(read));
            replayed = Machine.Evolve(replayed, read);
        }
        Assert.Equal(StateJson, Json((TState)replayed!));
    }

    /// <summary>The state survives its JSON byte for byte.</summary>
    public void AssertKept() =>
        Assert.Equal(
            StateJson,
            Json((TState)JsonSerializer.Deserialize(StateJson, RegistryJson.Wire.GetTypeInfo(typeof(TState))!)!));

    /// <summary>Nothing that was due is left behind, and looking twice changes nothing.</summary>
    public void AssertSettled()
    {
        var registry = Actor.Registry(Channel.Deadline);
        var twin = Twin().When(new PassTime(), registry);
        Assert.True(twin.NextDeadline is null
            || twin.NextDeadline.DueAt > twin.Now, $"{twin.NextDeadline} is due at {twin.Now}");
        twin.When(new PassTime(), registry).Then();
    }

    /// <summary>A tick that comes late leaves what those on time leave.</summary>
    public void AssertLateIsAsOnTime()
    {
        var registry = Actor.Registry(Channel.Deadline);
        foreach (var days in (int[])[3, 40, 400, 4000])
        {
            var until = Now.AddDays(days);
            var late = Twin().At(until).When(new PassTime(), registry);
            var onTime = Twin().When(new PassTime(), registry);
            while (onTime.NextDeadline is { } next && next.DueAt <= until)
                onTime.At(next.DueAt).When(new PassTime(), registry);
            onTime.At(until).When(new PassTime(), registry).Then();
            Assert.Equal(late.StateJson, onTime.StateJson);
            Assert.Equal(late.History.Select(Json), onTime.History.Select(Json));
        }
    }

    private static string Json(TState state) =>
        JsonSerializer.Serialize(state, RegistryJson.Wire.GetTypeInfo(typeof(TState))!);
}
