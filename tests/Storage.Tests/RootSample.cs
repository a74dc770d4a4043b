using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Tests;

/// <summary>Roots of the audit.</summary>
internal static class RootSample
{
    /// <summary>A leaf for an entity at a version.</summary>
    public static RootLeaf Leaf(EntityId id, long version) => new(id.KindName, id.Key, version, new byte[32]);

    /// <summary>The root of a day over so many leaves; nobody has signed it.</summary>
    public static AuditRoot Root(DateOnly day, int leaves) => new(day, Sample.Now, leaves, new byte[32], "a.b.c");

    /// <summary>Puts an entity under the root of a day.</summary>
    public static async Task Cover(this IAuditRootStore roots, EntityId id)
    {
        await roots.Add(AuditSample.Day, 0, [Leaf(id, 1)]);
        Assert.True(await roots.Finish(Root(AuditSample.Day, 1)));
    }
}
