using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// What an operator should mend though the registry is ready: at <c>/readyz</c>, and as series of <c>/metrics</c> that
/// are 0 while there is nothing to mend.
/// </summary>
public static class OperationWarnings
{
    /// <summary>No gateway for texts is set: nobody can sign in by phone.</summary>
    public const string NoCodeSender = "noCodeSender";

    /// <summary>A secret is set, and data at rest is plain or may be: `registry seal` has not ended.</summary>
    public const string NotSealed = "notSealed";

    /// <summary>Every warning.</summary>
    public static ImmutableArray<string> All { get; } = [NoCodeSender, NotSealed];
}
