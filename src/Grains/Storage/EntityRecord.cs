using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>
/// What an entity's grain keeps between calls. Orleans writes states; the registry writes commits. So the commit rides
/// in the state to the storage provider, which leaves here what came of it.
/// </summary>
public sealed class EntityRecord
{
    /// <summary>The entity as of the last read or commit; null: there is none.</summary>
    public HeldEntity? Entity { get; set; }

    /// <summary>The commit to be written; null outside of a write. Events leave memory with it.</summary>
    public Prepared? Pending { get; set; }

    /// <summary>What came of the last write, when it was not the ordinary thing.</summary>
    public CommitResult? Outcome { get; set; }
}
