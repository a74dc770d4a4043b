namespace OrleansRegistry.Storage.Waiting;

/// <summary>What stands in line for one thing.</summary>
/// <param name="Oldest">How long the one has waited that has waited longest; zero: none waits.</param>
/// <param name="Waiting">How many stand in line, without those whose turn it is.</param>
public readonly record struct Line(TimeSpan Oldest, int Waiting);

/// <summary>What stands in line for a store.</summary>
/// <param name="Writes">
/// What is to be made durable; the oldest may be on its way to the disk, which does not count as in line.
/// </param>
/// <param name="Lists">Lists, searches and figures, which share a few places (<see cref="Lane"/>).</param>
public readonly record struct StoreWaits(Line Writes, Line Lists);
