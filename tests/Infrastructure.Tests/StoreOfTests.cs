namespace OrleansRegistry.Infrastructure.Tests;

/// <summary>
/// Marks classes whose tests are the same whichever store is chosen: they name their stores themselves, or have none.
/// The second run of this project, on PostgreSQL, leaves them out (test.sh).
/// </summary>
internal static class StoreOfTests
{
    /// <summary>The name of the mark.</summary>
    public const string Trait = "Store";

    /// <summary>Its one value.</summary>
    public const string Own = "own";
}
