namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// A sealed row does not open: its bytes were changed, it was put in another's place, or its key was dropped.
/// </summary>
public sealed class SealedRowException : InvalidOperationException
{
    internal SealedRowException(string row, Exception? cause = null) : base(
        $"{row.Replace('\n', ' ')} cannot be opened: it was changed or moved, or sealed by another registry", cause)
    {
    }
}
