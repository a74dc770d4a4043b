using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Simulation.Checking;
using OrleansRegistry.Simulation.Hosts;
using OrleansRegistry.Simulation.Scheduling;

namespace OrleansRegistry.Simulation.Users;

/// <summary>
/// Sends commands as a client of the API should: each with its own key, and with the same key again until there is an
/// answer. It remembers what was acknowledged. Some clients repeat a request although they had an answer, which must be
/// the same then.
/// </summary>
internal sealed class Client(
    Cluster cluster, Agenda agenda, Chance chance, int repeatPercent, BrokenInvariants broken,
    Acknowledged acknowledged, Action<Task> watch)
{
    private static readonly TimeSpan _retryAfter = TimeSpan.FromMinutes(1);

    private readonly SortedDictionary<RefusalCode, long> _refused = [];
    private long _keys;

    /// <summary>Commands that were sent, repeats included.</summary>
    public long Sent { get; private set; }

    /// <summary>Why commands were refused.</summary>
    public IReadOnlyDictionary<RefusalCode, long> Refused => _refused;

    /// <summary>Sends a command with a key of its own.</summary>
    public Task<Answer> Send(EntityId id, Command command, Actor actor) =>
        Send(id, $"user-{++_keys}", command, actor);

    /// <summary>Sends a command until there is an answer.</summary>
    public async Task<Answer> Send(EntityId id, string key, Command command, Actor actor)
    {
        var envelope = new Envelope(key, command, actor) { Fingerprint = key };
        var answer = await Answered(id, envelope);
        if (answer is Answer.Done done)
        {
            acknowledged.Add(id, key, done);
            if (chance.Percent(repeatPercent)) watch(Repeat(id, envelope, done));
        }
        else
        {
            var code = ((Answer.No)answer).Refusal.Code;
            _refused[code] = _refused.GetValueOrDefault(code) + 1;
        }
        return answer;
    }

    /// <summary>The same request again, up to two days later, when much may have happened.</summary>
    private async Task Repeat(EntityId id, Envelope envelope, Answer.Done first)
    {
        await agenda.For(TimeSpan.FromHours(chance.Below(48)));
        var again = await Answered(id, envelope);
        if (again is not Answer.Done { Repeated: true } same || same.Version != first.Version
            || !same.Body.Span.SequenceEqual(first.Body.Span))
            broken.Add(Invariant.SameAnswer, id, $"{envelope.CommandId} was answered otherwise the second time");
    }

    private async Task<Answer> Answered(EntityId id, Envelope envelope)
    {
        while (true)
        {
            Sent++;
            try
            {
                var answer = await cluster.Execute(id, envelope);
                if (answer is not Answer.No { Refusal.Code: RefusalCode.StorageAway }) return answer;
            }
            catch (SiloGoneException)
            {
                // Sent again, to the silo that has the entity then.
            }
            await agenda.For(_retryAfter);
        }
    }
}
