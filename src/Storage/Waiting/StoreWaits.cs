namespace OrleansRegistry.Storage.Waiting;

/// <summary>How long the work that has waited longest for a store waits by now; zero: none waits.</summary>
/// <param name="Writes">What is to be made durable, with what is on its way to the disk.</param>
/// <param name="Lists">Lists, searches and figures, which share a few places (<see cref="Lane"/>).</param>
public readonly record struct StoreWaits(TimeSpan Writes, TimeSpan Lists);
