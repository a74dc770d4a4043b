using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>A road-transport qualification certificate (从业资格证).</summary>
[GrainType("certificate")]
public sealed class CertificateGrain(
    [PersistentState("certificate", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Certificate, state, services);

/// <summary>A natural person who holds certificates (持证人).</summary>
[GrainType("person")]
public sealed class PersonGrain(
    [PersistentState("person", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Person, state, services);

/// <summary>An operator of vehicles (经营者).</summary>
[GrainType("operator")]
public sealed class OperatorGrain(
    [PersistentState("operator", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Operator, state, services);

/// <summary>A vehicle with its road-transport certificate (道路运输证).</summary>
[GrainType("vehicle")]
public sealed class VehicleGrain(
    [PersistentState("vehicle", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Vehicle, state, services);

/// <summary>A railway driver's career and licence (铁路机车车辆驾驶证).</summary>
[GrainType("railLicence")]
public sealed class RailLicenceGrain(
    [PersistentState("railLicence", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.RailLicence, state, services);

/// <summary>A railway enterprise that employs drivers (企业).</summary>
[GrainType("employer")]
public sealed class EmployerGrain(
    [PersistentState("employer", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Employer, state, services);

/// <summary>A session of the railway driver exam (考试批次).</summary>
[GrainType("examSession")]
public sealed class ExamSessionGrain(
    [PersistentState("examSession", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.ExamSession, state, services);

/// <summary>An interprovincial charter trip (省际包车).</summary>
[GrainType("trip")]
public sealed class TripGrain(
    [PersistentState("trip", EntityGrain.StorageName)] IPersistentState<EntityRecord> state, GrainDependencies services)
    : EntityGrain(EntityKind.Trip, state, services);

/// <summary>The keys with which tokens are signed (签名密钥).</summary>
[GrainType("keyring")]
public sealed class KeyringGrain(
    [PersistentState("keyring", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Keyring, state, services);

/// <summary>The published keys of other provinces (信任清单).</summary>
[GrainType("trustList")]
public sealed class TrustListGrain(
    [PersistentState("trustList", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.TrustList, state, services);

/// <summary>Who owns an account, by proof (实名认证).</summary>
[GrainType("identity")]
public sealed class IdentityGrain(
    [PersistentState("identity", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Identity, state, services);

/// <summary>An objection to a decision, points, a grade or a finding (异议).</summary>
[GrainType("objection")]
public sealed class ObjectionGrain(
    [PersistentState("objection", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Objection, state, services);

/// <summary>What an officer found at the roadside (路检记录).</summary>
[GrainType("roadsideFinding")]
public sealed class FindingGrain(
    [PersistentState("roadsideFinding", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Finding, state, services);

/// <summary>What an officer asks a colleague about a case (征求意见).</summary>
[GrainType("opinion")]
public sealed class OpinionGrain(
    [PersistentState("opinion", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Opinion, state, services);
