namespace OrleansRegistry.Storage.Waiting;

/// <summary>How long the oldest work that waits for a store has been waiting; zero: none waits.</summary>
/// <param name="Writes">Writes that are not durable yet, including those on their way to the disk.</param>
/// <param name="Lists">Lists, searches and counts, which have a limited number of places (<see cref="Lane"/>).</param>
public readonly record struct StoreWaits(TimeSpan Writes, TimeSpan Lists)
{
    /// <summary>How many writes wait in line, without those on their way to the disk.</summary>
    public int WritesInLine { get; init; }

    /// <summary>How many lists, searches and counts wait in line, without those that are being read.</summary>
    public int ListsInLine { get; init; }
}
