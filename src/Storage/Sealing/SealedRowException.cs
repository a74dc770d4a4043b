namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// A sealed row cannot be opened: its bytes were changed, it was put in the place of another row, or its key was
/// removed.
/// </summary>
public sealed class SealedRowException : InvalidOperationException
{
    internal SealedRowException(string row, Exception? cause = null) : base(
        $"{row.Replace('\n', ' ')} cannot be opened: it was changed or moved, or sealed by another registry", cause)
    {
    }
}
