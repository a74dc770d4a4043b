namespace OrleansRegistry.Storage;

/// <summary>Whether the data at rest of a registry is sealed.</summary>
public enum SealingState
{
    /// <summary>In plain.</summary>
    Plain,

    /// <summary>What is written is sealed; older rows may be plain until <c>registry seal</c> has finished.</summary>
    Unfinished,

    /// <summary>Sealed.</summary>
    Sealed,
}
