namespace OrleansRegistry.Storage.Sqlite;

/// <summary>The file is not this program's to work on; the message says what to do.</summary>
public sealed class UnknownSchemaException(string message) : Exception(message);

/// <summary>Another process works on the folder; the message names it.</summary>
public sealed class RegistryInUseException(string message, Exception inner) : Exception(message, inner);
