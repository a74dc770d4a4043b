namespace OrleansRegistry.Storage.Deciding;

/// <summary>
/// The machine's clock, which sessions, codes, retries and screens use (design.md 6), and the law never. It has a type
/// of its own, because Orleans would use any registered TimeProvider for its own timers.
/// </summary>
/// <param name="Time">The clock.</param>
public sealed record MachineClock(TimeProvider Time);
