using System.Text.Json.Serialization;

namespace OrleansRegistry.Portal.Verify.Offline;

/// <summary>The few things that pages give to scripts.</summary>
[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class PortalJson : JsonSerializerContext;
