namespace OrleansRegistry.Storage;

/// <summary>How the data at rest of a registry is kept.</summary>
public enum SealingState
{
    /// <summary>In plain.</summary>
    Plain,

    /// <summary>What is written is sealed; rows of before may be plain until `registry seal` has ended.</summary>
    Unfinished,

    /// <summary>Sealed.</summary>
    Sealed,
}
