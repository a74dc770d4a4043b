namespace OrleansRegistry.Domain.Ports;

/// <summary>What a program read off the portrait side of an identity card; what it could not read is null.</summary>
public sealed record CardReading(string? Name, string? IdentityNumber, string? Address);

/// <summary>
/// Reads pictures of identity cards (OCR) to fill in a form for its filer. A reading decides nothing: the filer
/// confirms it, and an officer compares the picture.
/// </summary>
public interface ICardReader
{
    /// <summary>What stands on the portrait side; null: nothing was read, or nobody reads here.</summary>
    Task<CardReading?> Read(ReadOnlyMemory<byte> picture, CancellationToken cancellation = default);
}
