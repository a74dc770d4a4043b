namespace OrleansRegistry.Storage.Sealing;

/// <summary>A registry cannot be opened with the secret that was given; the message says what to do.</summary>
public sealed class SealingException(string message) : Exception(message);
