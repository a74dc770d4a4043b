using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Tests.Conformance;

/// <summary>
/// A host under the conformance suite, as the code of an edge sees it: the registry, and its law's clock.
/// </summary>
public abstract class RegistrySubject : IAsyncLifetime
{
    /// <summary>Why it cannot run here; null: it can.</summary>
    public virtual string? Missing => null;

    /// <summary>The registry.</summary>
    public abstract IRegistry Registry { get; }

    /// <summary>What is behind it: to look, never to write.</summary>
    public abstract IRegistryStore Store { get; }

    /// <summary>Moves the legal clock forward and lets everything act that is due on the way.</summary>
    public abstract Task MoveTo(DateTimeOffset then);

    /// <summary>Waits until nothing waits for another entity.</summary>
    public abstract Task Settle();

    /// <inheritdoc/>
    public abstract ValueTask InitializeAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
