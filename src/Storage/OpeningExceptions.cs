namespace OrleansRegistry.Storage;

/// <summary>This program cannot work on the database; the message says what to do.</summary>
public sealed class UnknownSchemaException(string message) : Exception(message);

/// <summary>Another process is using the registry; the message names it.</summary>
public sealed class RegistryInUseException(string message, Exception? inner = null) : Exception(message, inner);
