namespace OrleansRegistry.Storage.Waiting;

/// <summary>How long the work that has waited longest for a store waits by now; zero: none waits.</summary>
/// <param name="Writes">What is to be made durable, with what is on its way to the disk.</param>
/// <param name="Lists">Lists, searches and figures, which share a few places (<see cref="Lane"/>).</param>
public readonly record struct StoreWaits(TimeSpan Writes, TimeSpan Lists)
{
    /// <summary>How many writes stand in line, without those that are on their way to the disk.</summary>
    public int WritesInLine { get; init; }

    /// <summary>How many lists, searches and figures stand in line, without those that are being read.</summary>
    public int ListsInLine { get; init; }
}
