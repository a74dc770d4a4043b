using Microsoft.Extensions.Logging;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>What every grain of a silo shares.</summary>
/// <param name="Store">The store under all silos.</param>
/// <param name="Law">Rules, calendar and the law's clock, the same on every silo.</param>
/// <param name="MachineClock">The machine's clock: retries and timers live by it.</param>
/// <param name="Options">How grains behave.</param>
/// <param name="Leaving">Whom only a deadline has woken.</param>
/// <param name="Log">Where to log.</param>
public sealed record GrainServices(
    IRegistryStore Store, Law Law, TimeProvider MachineClock, GrainOptions Options, Leaving Leaving,
    ILogger<EntityGrain> Log);

/// <summary>How grains behave.</summary>
public sealed record GrainOptions
{
    /// <summary>How often silos read what is due; a deadline nearer than that gets a timer of its own.</summary>
    public TimeSpan ReminderRefresh { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Tries of a deadline or a consequence before it is parked.</summary>
    public int TriesMost { get; init; } = 6;

    /// <summary>
    /// An entity that nobody asks for this long leaves memory. Millions are cold: each costs one indexed read to return.
    /// </summary>
    public TimeSpan IdleMost { get; init; } = TimeSpan.FromMinutes(10);
}
