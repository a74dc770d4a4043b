namespace OrleansRegistry.Tests.Conformance;

/// <summary>
/// A host under the conformance suite, as clients see it: the addresses at which it answers, and its demonstration.
/// </summary>
public abstract class HttpSubject : IAsyncLifetime
{
    /// <summary>Why it cannot run here; null: it can.</summary>
    public virtual string? Missing => null;

    /// <summary>How many processes answer; each request of a case goes to another one.</summary>
    public abstract int Fronts { get; }

    /// <summary>A client of one of them, not signed in.</summary>
    public abstract HttpClient Client(int front);

    /// <summary>The day on which the registry is, Asia/Shanghai.</summary>
    public abstract DateOnly Today { get; }

    /// <inheritdoc/>
    public abstract ValueTask InitializeAsync();

    /// <summary>Everything is stopped and looked at (Checker).</summary>
    public abstract ValueTask DisposeAsync();
}
