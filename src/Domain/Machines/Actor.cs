using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Machines;

/// <summary>The roles of an account (http.md 4). An account may have several. Numbers are stored: frozen.</summary>
[Flags]
public enum Roles
{
    /// <summary>No role.</summary>
    None = 0,

    /// <summary>A natural person who holds or wants certificates (持证人).</summary>
    Holder = 1,

    /// <summary>An operator of vehicles (经营者).</summary>
    Operator = 2,

    /// <summary>A railway enterprise that employs drivers (用人单位).</summary>
    Employer = 4,

    /// <summary>An officer of an issuing authority (发证机关经办人).</summary>
    Officer = 8,

    /// <summary>The railway exam centre (考试中心).</summary>
    ExamCentre = 16,

    /// <summary>The National Railway Administration (国家铁路局).</summary>
    Administration = 32,

    /// <summary>Roadside enforcement (执法人员).</summary>
    Enforcement = 64,

    /// <summary>The administrator of this registry (系统管理员).</summary>
    Administrator = 128,

    /// <summary>The registry itself: deadlines, consequences and imports on a stopped registry.</summary>
    Registry = 256,

    /// <summary>Who reads the audit and changes nothing (审计员).</summary>
    Auditor = 512,
}

/// <summary>The desks an officer may sit at. Numbers are stored: frozen.</summary>
[Flags]
public enum Desks
{
    /// <summary>No desk.</summary>
    None = 0,

    /// <summary>Road-transport certificates and vehicles (道路运政).</summary>
    Road = 1,

    /// <summary>Interprovincial charter buses (省际包车).</summary>
    Charter = 2,

    /// <summary>Railway driver licences (铁路).</summary>
    Rail = 4,
}

/// <summary>The ways into the registry; recorded with each event.</summary>
public enum Channel
{
    /// <summary>A request over HTTP.</summary>
    Http = 1,

    /// <summary>A row of an imported register.</summary>
    Import = 2,

    /// <summary>A deadline that passed.</summary>
    Deadline = 3,

    /// <summary>A consequence of something that happened to another entity.</summary>
    Consequence = 4,
}

/// <summary>Who asks. Made by the shell from the session, never by the caller.</summary>
/// <param name="AccountId">The account, or "registry" for the registry itself.</param>
/// <param name="Roles">The roles of the account.</param>
/// <param name="Channel">The channel by which the command came.</param>
public sealed record Actor(string AccountId, Roles Roles, Channel Channel)
{
    /// <summary>
    /// An officer's reach: the beginning of the region codes of GB/T 2260 that it covers; null: none.
    /// </summary>
    public string? Authority { get; init; }

    /// <summary>The desks of an officer.</summary>
    public Desks Desks { get; init; }

    /// <summary>The key of the person to whom the account is bound by proof of identity; null: not yet.</summary>
    public string? PersonKey { get; init; }

    /// <summary>The key of the operator for which the account acts; null: none.</summary>
    public string? OperatorKey { get; init; }

    /// <summary>
    /// The party for which the account acts: its operator, otherwise its person or its employer; null: none yet.
    /// </summary>
    public string? PartyKey => OperatorKey ?? PersonKey ?? EmployerKey;

    /// <summary>
    /// True when the account acts for the person or operator with this key, in the role that goes with it.
    /// </summary>
    public bool StandsFor(string partyKey) =>
        (Is(Roles.Holder) && PersonKey == partyKey) || (Is(Roles.Operator) && OperatorKey == partyKey);

    /// <summary>The key of the railway enterprise of an employer's account; null: none.</summary>
    public string? EmployerKey { get; init; }

    /// <summary>The child unit of that enterprise for which the account acts; null: for the whole.</summary>
    public string? EmployerUnit { get; init; }

    /// <summary>The enterprise for which the account acts, or its unit; null: none.</summary>
    [JsonIgnore]
    public PartyId? Employer => EmployerKey is { } key ? PartyId.OfEmployer(key, EmployerUnit) : null;

    /// <summary>
    /// The accounts that opened, enabled or reset this one, with spaces between them; null: none is known.
    /// </summary>
    public string? AppointedBy { get; init; }

    /// <summary>
    /// For a person's account that acts for the person's business: acts that harm it are refused before this instant
    /// (H.24), UTC. Null: the account acts for itself, or there is no such time.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? BarredUntil { get; init; }

    /// <summary>
    /// True when the account with <paramref name="accountId"/> opened, enabled or reset this one (H.26).
    /// </summary>
    public bool IsAppointedBy(string accountId) => AppointedBy?.Split(' ').Contains(accountId) == true;

    /// <summary>True when the account has <paramref name="role"/>.</summary>
    public bool Is(Roles role) => (Roles & role) != 0;

    /// <summary>
    /// True for an officer of <paramref name="desk"/> whose reach covers <paramref name="authority"/>.
    /// </summary>
    public bool Covers(string authority, Desks desk) =>
        Is(Roles.Officer) && (Desks & desk) != 0 && Authority is { Length: > 0 } reach
        && authority.StartsWith(reach, StringComparison.Ordinal);

    /// <summary>The registry acting by itself through <paramref name="channel"/>.</summary>
    public static Actor Registry(Channel channel) => new("registry", Roles.Registry, channel);
}
