using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>
/// Sends the waiting questions to the police data source, and its answers as commands. A request leaves the outbox with
/// the commit of its answer: after a kill in between it is asked again, and an answer is taken only once. A source that
/// cannot be reached is asked again for as long as it takes; each failure is logged, and many in a row are shown to the
/// administrator. Outside the source's hours everything waits.
/// </summary>
/// <param name="work">Where external requests wait.</param>
/// <param name="source">The source.</param>
/// <param name="load">Reads an entity.</param>
/// <param name="execute">The host's way to carry out a command.</param>
/// <param name="rulesInForce">The legal clock, because the source has opening hours.</param>
/// <param name="machineClock">The machine's clock, for retries.</param>
/// <param name="maxTries">Attempts after which an administrator is shown that the source cannot be reached.</param>
/// <param name="failed">Called at each failure; never with names or numbers of people.</param>
public sealed class IdentityPump(
    IWorkStore work, IIdentitySource source, Func<EntityId, CancellationToken, ValueTask<LoadedEntity?>> load,
    Func<EntityId, Envelope, CancellationToken, Task<Answer>> execute,
    RulesInForce rulesInForce,
    TimeProvider machineClock,
    int maxTries,
    Action<FailedAttempt> failed) : IDisposable
{
    private const int Chunk = 100;
    private const int AskedAtOnce = 8;
    private const int LongestSeconds = 600;

    /// <summary>
    /// Reads a picture that was handed in, by its document's id; null: no portraits are sent to the source.
    /// </summary>
    public Func<string, CancellationToken, Task<ReadOnlyMemory<byte>?>>? Picture { get; init; }

    /// <summary>The loop and a clock that is moved by hand never send the same question at once.</summary>
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>
    /// Sends the questions that are due now, a limited number; the result is how many requests are done.
    /// </summary>
    public async Task<int> PumpOnce(CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            if (IsClosed) return 0;
            var done = 0;
            var externalRequests = await work.ExternalRequests(machineClock.GetUtcNow(), Chunk, cancellation);
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellation,
            };
            await Parallel.ForEachAsync(externalRequests, options, async (externalRequest, ct) =>
            {
                if (await Run(externalRequest, ct)) Interlocked.Increment(ref done);
            });
            return done;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private bool IsClosed =>
        rulesInForce.Clock.GetUtcNow() is var now && IdentityRequest.AskedFrom(now, rulesInForce.RailRulebook) > now;

    private async Task<bool> Run(PendingConsequence externalRequest, CancellationToken cancellation)
    {
        if (IsClosed) return false; // Since the requests were read.
        var asked = (AskIdentitySource)RetiredNames.CommandOf(externalRequest.Command.Span);
        var id = IdentityRequest.EntityOf(asked.ApplicationId);
        if (await QuestionOf(id, asked.ApplicationId, cancellation) is not { } question)
        {
            // Withdrawn meanwhile: nobody waits for the answer.
            await work.ConsequenceDone(externalRequest.Id, cancellation);
            return true;
        }
        Command answered;
        try
        {
            answered = await Ask(id, asked.ApplicationId, question, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var tries = externalRequest.Attempts + 1;
            failed(new FailedAttempt(id, $"outbox:{externalRequest.Id}", tries, e.Message, null, Parked: false));
            // 1, 4, 16 ... seconds, ten minutes at most.
            var wait = Math.Min(Math.Pow(4, Math.Min(externalRequest.Attempts, 10)), LongestSeconds);
            await work.ExternalRequestFailed(externalRequest.Id,
                $"the identity source is away: {e.Message}; it is asked again by itself",
                machineClock.GetUtcNow().AddSeconds(wait), shown: tries >= maxTries, cancellation);
            return false;
        }
        var envelope = new Envelope($"outbox:{externalRequest.Id}", answered, Actor.Registry(Channel.Consequence))
        {
            Cause = externalRequest.Cause, OutboxId = externalRequest.Id,
        };
        var came = await execute(id, envelope, cancellation);
        // Another account got the number at the same moment: the answer of the source is kept, and an officer decides
        // the rest.
        if (came is Answer.No { Refusal.Code: RefusalCode.AlreadyBound } && answered is AnswerBindingCheck binding)
            came = await execute(id, envelope with { Command = binding with { Portrait = PortraitMatch.NotCompared } },
                cancellation);
        if (came is Answer.No) await work.ConsequenceDone(externalRequest.Id, cancellation);
        return true;
    }

    /// <summary>The command with the source's answer.</summary>
    private async Task<Command> Ask(EntityId id, string applicationId, IdentityQuestion question,
        CancellationToken cancellation)
    {
        if (id.Kind != EntityKind.Identity)
            return new AnswerIdentityCheck(applicationId,
                await source.Knows(question.Name, question.Kind, question.Number, cancellation));
        if (question.PortraitId is { } portrait && Picture is not null
            && await Picture(portrait, cancellation) is { } picture)
        {
            var both = await source.Compare(question.Name, question.Kind, question.Number, picture, cancellation);
            return new AnswerBindingCheck(applicationId, both.Match, both.Portrait);
        }
        return new AnswerBindingCheck(applicationId, await source.Knows(question.Name, question.Kind, question.Number,
            cancellation));
    }

    private async Task<IdentityQuestion?> QuestionOf(EntityId id, string applicationId, CancellationToken cancellation)
    {
        var state = (await load(id, cancellation))?.State;
        if (state is IdentityBinding binding) return IdentityRequest.QuestionOf(binding, applicationId);
        if (state is not RailCareer career) return null;
        var person = await load(Facts.PersonId(career.PersonKey), cancellation);
        return IdentityRequest.QuestionOf(career, applicationId, (Person)person!.State);
    }
}
