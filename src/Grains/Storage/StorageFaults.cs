using System.Data.Common;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains;

/// <summary>Tells a database that did not do its work from a bug.</summary>
internal static class StorageFaults
{
    /// <summary>What says so, under the wrappings of Orleans; null: it is something else.</summary>
    public static Exception? Away(Exception? e) => e switch
    {
        null => null,
        StorageAwayException or DbException or TimeoutException => e,
        _ => Away(e.InnerException),
    };
}
