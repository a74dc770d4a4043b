namespace OrleansRegistry.Domain.Ports;

/// <summary>What was read from the portrait side of an identity card; null for what could not be read.</summary>
public sealed record CardReading(string? Name, string? IdentityNumber, string? Address);

/// <summary>
/// Reads pictures of identity cards (OCR) to fill in a form. This decides nothing: the filer confirms the values, and
/// an officer compares them with the picture.
/// </summary>
public interface ICardReader
{
    /// <summary>The values on the portrait side; null: nothing could be read, or no reader is set up.</summary>
    Task<CardReading?> Read(ReadOnlyMemory<byte> picture, CancellationToken cancellation = default);
}
