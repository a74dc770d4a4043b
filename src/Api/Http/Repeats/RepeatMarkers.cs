namespace OrleansRegistry.Api.Http.Repeats;

/// <summary>
/// Marks POSTs that change nothing. A repeat reads anew, because the result may have changed; only the request is
/// stored, not its answer.
/// </summary>
internal sealed class OnlyReads
{
    public static OnlyReads Marker { get; } = new();
}

/// <summary>
/// Marks commands to an entity whose answer has more than the commit stores: it is stored with the request as well.
/// </summary>
internal sealed class MoreThanItsCommit
{
    public static MoreThanItsCommit Marker { get; } = new();
}
