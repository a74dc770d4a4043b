namespace OrleansRegistry.Api.Http.Repeats;

/// <summary>
/// Marks POSTs that change nothing: a repeat is read anew, as what was found may have changed, and of the first one
/// nothing is kept but what was asked.
/// </summary>
internal sealed class OnlyReads
{
    public static OnlyReads Marker { get; } = new();
}

/// <summary>
/// Marks commands to an entity that do more than the commit keeps: their answer is kept with the request besides.
/// </summary>
internal sealed class MoreThanItsCommit
{
    public static MoreThanItsCommit Marker { get; } = new();
}
