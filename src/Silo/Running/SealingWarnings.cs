using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo.Running;

/// <summary>Warnings about data at rest, for administrators, although the silo is ready.</summary>
internal static class SealingWarnings
{
    /// <summary>The warning if a secret is set, but the data is not or not completely sealed with it.</summary>
    public static ImmutableArray<string> Of(RegistryOptions options, IRegistryStore store) =>
        options.KeySecret is not null && store.Sealing != SealingState.Sealed ? [OperationWarnings.NotSealed] : [];

    /// <summary>Logs it at the start.</summary>
    public static void SayAtStart(RegistryOptions options, IRegistryStore store, ILogger log)
    {
        if (!Of(options, store).IsEmpty) log.NotSealed(store.Sealing);
    }
}
