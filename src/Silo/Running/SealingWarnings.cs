using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo.Running;

/// <summary>What an operator should know about data at rest, though the silo is ready.</summary>
internal static class SealingWarnings
{
    /// <summary>With a secret and data that is not sealed under it, or not all of it.</summary>
    public static ImmutableArray<string> Of(RegistryOptions options, IRegistryStore store) =>
        options.KeySecret is not null && store.Sealing != SealingState.Sealed ? [OperationWarnings.NotSealed] : [];

    /// <summary>Says it at the start.</summary>
    public static void SayAtStart(RegistryOptions options, IRegistryStore store, ILogger log)
    {
        if (!Of(options, store).IsEmpty) log.NotSealed(store.Sealing);
    }
}
