using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Rules;

/// <summary>
/// The days on which a row of a table is in force, both ends inclusive; without a last day until further notice.
/// </summary>
public readonly record struct InForce(DateOnly From, DateOnly? To)
{
    /// <summary>True when <paramref name="day"/> is one of them.</summary>
    public bool Contains(DateOnly day) => From <= day && (To is not { } last || day <= last);

    /// <summary>True when both are in force on some day.</summary>
    public bool Overlaps(InForce other) =>
        (To ?? DateOnly.MaxValue) >= other.From && (other.To ?? DateOnly.MaxValue) >= From;
}

/// <summary>Something that an apprentice must have done: months, kilometres, or both. Limits are inclusive.</summary>
/// <param name="Of">The kind of study.</param>
/// <param name="Months">Completed months without a break; null: not required.</param>
/// <param name="Km">Kilometres; null: no matter.</param>
public sealed record StudyDemand(StudyKind Of, int? Months, int? Km);

/// <summary>The conditions of a first application for a class (初次申请; rules.md B.3).</summary>
/// <param name="InForce">The days on which the row is in force.</param>
/// <param name="Class">The class applied for.</param>
/// <param name="AgeFrom">Least age in completed years, inclusive.</param>
/// <param name="AgeTo">Greatest age in completed years, inclusive.</param>
/// <param name="Aptitude">Whether the driving-aptitude test (驾驶适应性测试) is required.</param>
/// <param name="Education">Least education.</param>
/// <param name="Major">Whether it must be in rolling stock or electro-mechanics.</param>
/// <param name="Experience">One of these lines must be met; of a line, every demand.</param>
/// <param name="Law">The law, with the article.</param>
public sealed record FirstRow(
    InForce InForce, RailClass Class, int AgeFrom, int AgeTo, bool Aptitude, EducationLevel Education, bool Major,
    ImmutableArray<ImmutableArray<StudyDemand>> Experience, string Law);

/// <summary>The conditions of an upgrade (增驾; rules.md B.4).</summary>
/// <param name="InForce">The days on which the row is in force.</param>
/// <param name="Held">A class with one of these bases must be held.</param>
/// <param name="Wanted">The base of the class applied for.</param>
/// <param name="AgeTo">Greatest age in completed years, inclusive; null: not limited.</param>
/// <param name="Months">Months for which the class must have been held, inclusive.</param>
/// <param name="Km">Safe crew mileage (安全乘务), inclusive.</param>
/// <param name="Law">The law, with the article.</param>
public sealed record UpgradeRow(
    InForce InForce,
    ImmutableArray<RailBaseClass> Held,
    RailBaseClass Wanted,
    int? AgeTo,
    int Months,
    int Km,
    string Law);

/// <summary>When a material is required that is not always required.</summary>
public enum MaterialCondition
{
    /// <summary>Whenever the row applies.</summary>
    Always = 0,

    /// <summary>Only for J7 by an EMU mechanic (动车组机械师), rules.md B.3 (5).</summary>
    J7ByMechanic = 1,
}

/// <summary>A material that a service asks for (rules.md B.3-B.6).</summary>
/// <param name="Service">The service.</param>
/// <param name="Reasons">Only for these reasons of renewal; empty: for all.</param>
/// <param name="Material">The material.</param>
/// <param name="Condition">When it is required.</param>
/// <param name="Law">The law, with the article.</param>
public sealed record RailMaterialRow(
    ServiceId Service,
    ImmutableArray<RenewalReason> Reasons,
    MaterialKind Material,
    MaterialCondition Condition,
    string Law);

/// <summary>A reason of renewal, what it changes, and the sentence to be said in the video (rules.md B.5).</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Names">Its label in the system.</param>
/// <param name="NewPeriod">True when the licence gets a new period; false: its end date stays.</param>
/// <param name="NewEmployer">True when a new employer is named; it reviews the application.</param>
/// <param name="NewName">True when a new name is given; the police data source is asked.</param>
/// <param name="Statement">The sentence, with {name} and {classes} to be filled in.</param>
/// <param name="Law">The law, with the article.</param>
public sealed record ReasonRow(
    RenewalReason Reason,
    LocalText Names,
    bool NewPeriod,
    bool NewEmployer,
    bool NewName,
    string Statement,
    string Law);

/// <summary>A ground of revocation (撤销) or cancellation (注销); rules.md B.8, B.9.</summary>
/// <param name="Ground">The ground.</param>
/// <param name="Names">The name of the ground.</param>
/// <param name="Revokes">True for a revocation, which a cancellation always follows.</param>
/// <param name="Bans">True when no new application may be made for three years.</param>
/// <param name="Law">The law, with the article.</param>
public sealed record GroundRow(RailGround Ground, LocalText Names, bool Revokes, bool Bans, string Law);

/// <summary>The bases that stand with a scope of use (适用范围); rules.md B.2.</summary>
public sealed record ScopeRow(RailScope Scope, ImmutableArray<RailBaseClass> Bases, string Law);

/// <summary>What an apprentice or a crew member did (乘务学习); rules.md B.3 (4)-(8). Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<StudyKind>))]
public enum StudyKind
{
    /// <summary>Crew study on locomotives (机务乘务学习).</summary>
    Crew = 1,

    /// <summary>Crew study on EMU (动车组机务乘务学习).</summary>
    Emu = 2,

    /// <summary>EMU mechanic (动车组机械师).</summary>
    Mechanic = 3,

    /// <summary>Metro crew study (地铁乘务学习).</summary>
    Metro = 4,

    /// <summary>Crew study on self-propelled rolling stock (自轮运转车辆乘务学习).</summary>
    SelfPropelled = 5,
}

/// <summary>Education in ascending order, so that "or above" is a comparison. Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<EducationLevel>))]
public enum EducationLevel
{
    /// <summary>Below secondary vocational.</summary>
    BelowSecondary = 0,

    /// <summary>Secondary vocational, senior high, technical school (中专、高中、高职、技校).</summary>
    Secondary = 1,

    /// <summary>Associate degree (大专).</summary>
    Associate = 2,

    /// <summary>Bachelor (本科).</summary>
    Bachelor = 3,

    /// <summary>Above (研究生).</summary>
    Postgraduate = 4,
}

/// <summary>What was studied, as far as the law asks. Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<RailMajor>))]
public enum RailMajor
{
    /// <summary>Anything else.</summary>
    Other = 0,

    /// <summary>Rolling stock (机车车辆类).</summary>
    RollingStock = 1,

    /// <summary>Electro-mechanics (机电类).</summary>
    ElectroMechanical = 2,
}
