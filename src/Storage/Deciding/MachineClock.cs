namespace OrleansRegistry.Storage.Deciding;

/// <summary>
/// The machine's clock, by which sessions, codes, retries and screens live (design.md 6); never the
/// law's. A type of its own, because Orleans takes whatever is called TimeProvider for its own timers.
/// </summary>
/// <param name="Time">The clock.</param>
public sealed record MachineClock(TimeProvider Time);
