using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// Writes an enum by its camelCase name, and refuses numbers and unknown names (http.md, first line).
/// </summary>
public sealed class CamelCaseNames<T>() : JsonStringEnumConverter<T>(
    JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
