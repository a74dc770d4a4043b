using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Consequences;

/// <summary>Delivers what commits left for other entities. There is one in the cluster.</summary>
[Alias("registry.consequence-pump")]
public interface IConsequencePump : IGrainWithIntegerKey
{
    /// <summary>A commit has left something; or a silo makes sure that the pump lives.</summary>
    [Alias("Wake"), OneWay]
    Task Wake();
}

/// <summary>
/// One activation is enough, for each delivery is a call to another grain that may be anywhere; and one keeps the order
/// of a target's consequences. Two of them after a partition deliver twice, which the commit applies once.
/// </summary>
[GrainType("consequence-pump"), KeepAlive, Immovable]
public sealed class ConsequencePumpGrain(GrainServices services) : Grain, IConsequencePump
{
    /// <summary>The key of the only one.</summary>
    public const long Key = 0;

    /// <summary>As many as a group commit takes go at once: 64 fell far behind half a million deadlines.</summary>
    private const int PageSize = 512;

    /// <summary>How late a consequence may be noticed at most, when its wake-up call was lost.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    private IGrainTimer? _drain;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Interleaved, so that wake-up calls do not queue up while it works: each only says that there is more.
        var often = new GrainTimerCreationOptions
        {
            DueTime = TimeSpan.Zero, Period = _pause, KeepAlive = true, Interleave = true,
        };
        _drain = this.RegisterGrainTimer(Drain, often);
        return Task.CompletedTask;
    }

    /// <summary>
    /// The timer never runs twice at once, for the order of a target's rows: while it works, it will work once more.
    /// </summary>
    public Task Wake()
    {
        _drain!.Change(TimeSpan.Zero, _pause);
        return Task.CompletedTask;
    }

    /// <summary>Ends between two pages when the silo leaves: whoever takes over finds the rest in the rows.</summary>
    private async Task Drain(CancellationToken cancellation)
    {
        var errands = new Errands(services.Store.Work, Call, services.MachineClock, services.Options.TriesMost, Failed);
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                var now = services.MachineClock.GetUtcNow();
                var page = await services.Store.Work.Consequences(now, PageSize, CancellationToken.None);
                var delivered = await Task.WhenAll(page.Select(next => errands.Deliver(next, CancellationToken.None)));
                if (!delivered.Contains(true)) return;
            }
        }
        catch (StorageAwayException e)
        {
            services.Log.LogWarning(e, "Consequences wait for the store");
        }
    }

    /// <summary>A store that is away, or a silo that went away with the call, is no fault of the consequence.</summary>
    private async Task<Answer> Call(EntityId id, Envelope envelope, CancellationToken cancellation)
    {
        try
        {
            return EntityGrains.Unwrap(await GrainFactory.Entity(id).Execute(envelope));
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            throw new StorageAwayException($"{id} could not be reached", e);
        }
    }

    private void Failed(FailedErrand e)
    {
        if (e.Thrown is not null) services.Log.LogError(e.Thrown, "{Entity}: {Command} failed", e.Id, e.CommandId);
        if (e.Parked) services.Log.LogError("{Entity}: {Command} is parked after {Tries} tries: {Error}", e.Id, e.CommandId, e.Tries, e.Error);
    }
}
