using System.Diagnostics.CodeAnalysis;
using OrleansRegistry.Domain.Applications;

namespace OrleansRegistry.Domain.Machines;

/// <summary>The kinds of entity. Names and numbers are stored, so they are frozen: the list only grows.</summary>
public enum EntityKind
{
    /// <summary>A road-transport qualification certificate (从业资格证).</summary>
    Certificate = 1,

    /// <summary>A natural person who holds certificates (持证人).</summary>
    Person = 2,

    /// <summary>An operator of vehicles (经营者).</summary>
    Operator = 4,

    /// <summary>A vehicle with its road-transport certificate (道路运输证).</summary>
    Vehicle = 5,

    /// <summary>A railway driver's career and licence (铁路机车车辆驾驶证).</summary>
    RailLicence = 6,

    /// <summary>A railway enterprise that employs drivers (企业).</summary>
    Employer = 7,

    /// <summary>A session of the railway driver exam (考试批次).</summary>
    ExamSession = 8,

    /// <summary>An interprovincial charter trip with its certificate (省际包车).</summary>
    Trip = 9,

    /// <summary>The keys with which tokens are signed (签名密钥).</summary>
    Keyring = 10,

    /// <summary>The published keys of other provinces (信任清单).</summary>
    TrustList = 11,

    /// <summary>Who owns an account, by proof (实名认证).</summary>
    Identity = 12,

    /// <summary>An objection to a decision, points, a grade or a finding (异议).</summary>
    Objection = 13,

    /// <summary>What an officer found at the roadside (路检记录).</summary>
    Finding = 14,

    /// <summary>What an officer asks a colleague about a case (征求意见).</summary>
    Opinion = 15,
}

/// <summary>
/// Names one entity. The key begins with the kind's letter (G to Z) and a hyphen and has no '+', so that no store can
/// read it as a number or a GUID (design.md 4); it says nothing about the person or the document.
/// </summary>
public readonly record struct EntityId(EntityKind Kind, string Key)
{
    private const int MaxKeyLength = 40;

    /// <summary>The name of the kind in storage, in grain types and in events.</summary>
    public string KindName => NameOf(Kind);

    /// <summary>The name of <paramref name="kind"/> in storage.</summary>
    public static string NameOf(EntityKind kind) => EntityKinds.Of(kind).Name;

    /// <summary>The kind whose stored name is <paramref name="name"/>.</summary>
    public static EntityKind KindOf(string name) => EntityKinds.Named(name).Kind;

    /// <summary>The letter with which every key of <paramref name="kind"/> begins.</summary>
    public static char LetterOf(EntityKind kind) => EntityKinds.Of(kind).Letter;

    /// <summary>
    /// Makes the id of a new entity from <paramref name="unique"/>, a text that the shell made unique.
    /// </summary>
    public static EntityId Of(EntityKind kind, string unique) => new(kind, $"{LetterOf(kind)}-{unique}");

    /// <summary>
    /// Reads a key of <paramref name="kind"/>: false for a text that no entity of this kind can have as its key.
    /// </summary>
    public static bool TryParse(EntityKind kind, [NotNullWhen(true)] string? key, out EntityId id) =>
        TryParse(key, out id) && id.Kind == kind;

    /// <summary>Reads the id of an application: true with the entity to which it belongs.</summary>
    public static bool TryApplication([NotNullWhen(true)] string? applicationId, out EntityId owner)
    {
        var isOne = ApplicationId.TryParse(applicationId, out var id);
        owner = id.Owner;
        return isOne;
    }

    /// <summary>
    /// Reads the entity to which a thing belongs. Applications, letters, findings, facts and units have as their id the
    /// entity's key, a dot and a name of their own. For an entity's own key it is the entity itself.
    /// </summary>
    public static bool TryOwner([NotNullWhen(true)] string? id, out EntityId owner) =>
        TryParse(id?.IndexOf('.') is >= 0 and var dot ? id[..dot] : id, out owner);

    /// <summary>
    /// Reads a key given by a client: false for a text that no entity of any kind can have as its key.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? key, out EntityId id)
    {
        id = default;
        if (key is null || key.Length is < 3 or > MaxKeyLength || key[1] != '-') return false;
        for (var i = 2; i < key.Length; i++)
            if (!char.IsAsciiLetterUpper(key[i]) && !char.IsAsciiDigit(key[i])) return false;
        if (EntityKinds.With(key[0]) is not { } row) return false;
        id = new EntityId(row.Kind, key);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Key;
}
