using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Rules;

/// <summary>The files rules.json and charter.json. Strict: unknown and missing members are faults.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(RoadRuleFile))]
[JsonSerializable(typeof(CharterFile))]
internal sealed partial class RuleFileJson : JsonSerializerContext;
