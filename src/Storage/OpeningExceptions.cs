namespace OrleansRegistry.Storage;

/// <summary>The database is not this program's to work on; the message says what to do.</summary>
public sealed class UnknownSchemaException(string message) : Exception(message);

/// <summary>Another process works on the registry; the message names it.</summary>
public sealed class RegistryInUseException(string message, Exception? inner = null) : Exception(message, inner);
