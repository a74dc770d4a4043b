using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Rules;

/// <summary>The file rail.json. People are shown <c>Law</c>; <c>Source</c> is for those who edit the file.</summary>
internal sealed record RailRuleFile(
    string Version, ParameterLine[] Parameters, ScopeLine[] Scopes, FirstLine[] First, UpgradeLine[] Upgrade,
    ReasonLine[] Reasons, MaterialRowLine[] Materials, GroundLine[] Grounds, StatementLine Reissue);

internal sealed record ScopeLine(RailScope Scope, RailBaseClass[] Bases, string Law, string? Source = null);

internal sealed record FirstLine(
    DateOnly From, string[] Classes, int AgeFrom, int AgeTo, bool Aptitude, EducationLevel Education, bool Major,
    DemandLine[][] Experience, string Law, DateOnly? To = null, string? Source = null);

internal sealed record DemandLine(StudyKind Of, int? Months = null, int? Km = null);

internal sealed record UpgradeLine(
    DateOnly From, RailBaseClass[] Held, RailBaseClass[] Wanted, int Months, int Km, string Law, int? AgeTo = null,
    DateOnly? To = null, string? Source = null);

internal sealed record ReasonLine(
    RenewalReason Reason, string Zh, string En, bool NewPeriod, bool NewEmployer, bool NewName, string Statement,
    string Law, string? Source = null);

internal sealed record MaterialRowLine(
    ServiceId Service, MaterialKind Material, string Law, RenewalReason[]? Reasons = null,
    MaterialCondition Condition = MaterialCondition.Always, string? Source = null);

internal sealed record GroundLine(
    RailGround Ground, string Zh, string En, bool Revokes, bool Bans, string Law, string? Source = null);

internal sealed record StatementLine(string Statement, string Law, string? Source = null);

/// <summary>Strict: unknown and missing members are faults.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(Machines.CamelCaseNames<MaterialCondition>), typeof(JsonStringEnumConverter<RailBaseClass>),
        typeof(JsonStringEnumConverter<RailScope>)])]
[JsonSerializable(typeof(RailRuleFile))]
internal sealed partial class RailRuleJson : JsonSerializerContext;
