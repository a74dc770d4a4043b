namespace OrleansRegistry.Bench.Measures;

/// <summary>Units of the tables.</summary>
internal static class Units
{
    /// <summary>Bytes of a mebibyte.</summary>
    public const double MiB = 1024 * 1024;
}
