using Orleans.Runtime;

namespace OrleansRegistry.Grains;

/// <summary>
/// References to grains by id. <c>GetGrain&lt;T&gt;(GrainId)</c> looks at the attributes of T and formats its name each
/// time, which is 3.6 % of a command; here the interface's name is looked up once in the life of the process.
/// </summary>
internal static class GrainReferences
{
    /// <summary>The grain with this id, as <typeparamref name="T"/>.</summary>
    public static T Reference<T>(this IGrainFactory grains, GrainId id)
        where T : class, IAddressable
    {
        if (Known<T>.First is { } known) return (T)grains.GetGrain(id, known.InterfaceType);
        var first = grains.GetGrain<T>(id);
        Known<T>.First = first as GrainReference;
        return first;
    }

    private static class Known<T>
    {
        public static volatile GrainReference? First;
    }
}
