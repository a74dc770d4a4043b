using System.Text.Json.Serialization;

namespace OrleansRegistry.Portal;

/// <summary>The data that pages give to scripts, or store, as JSON.</summary>
[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class PortalJson : JsonSerializerContext;
