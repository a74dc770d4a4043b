using System.Buffers;
using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>What a railway driver may drive (准驾机型); rules.md B.2, 实施细则 art. 3. Numbers are frozen.</summary>
public enum RailBaseClass
{
    /// <summary>EMU, diesel and electric locomotives (动车组和内燃、电力机车).</summary>
    J1 = 1,

    /// <summary>EMU except power-concentrated electric ones, and diesel locomotives.</summary>
    J2 = 2,

    /// <summary>EMU except power-concentrated diesel ones, and electric locomotives.</summary>
    J3 = 3,

    /// <summary>EMU except power-distributed electric ones, and diesel and electric locomotives.</summary>
    J4 = 4,

    /// <summary>Diesel locomotives (内燃机车).</summary>
    J5 = 5,

    /// <summary>Electric locomotives (电力机车).</summary>
    J6 = 6,

    /// <summary>Power-distributed electric EMU (动力分散型电力动车组).</summary>
    J7 = 7,

    /// <summary>Power-concentrated diesel EMU (动力集中型内燃动车组).</summary>
    J8 = 8,

    /// <summary>Power-concentrated electric EMU (动力集中型电力动车组).</summary>
    J9 = 9,

    /// <summary>Large track machines, rail cars and catenary work cars (大型养路机械和轨道车、接触网作业车).</summary>
    L1 = 11,

    /// <summary>Large track machines (大型养路机械).</summary>
    L2 = 12,

    /// <summary>Rail cars and catenary work cars (轨道车、接触网作业车).</summary>
    L3 = 13,
}

/// <summary>Where a class may be used (适用范围), a suffix to it; rules.md B.2. Numbers are frozen.</summary>
public enum RailScope
{
    /// <summary>No suffix: everywhere.</summary>
    None = 0,

    /// <summary>Suffix S1; read as suburban railways (市域铁路), which the sources do not settle.</summary>
    S1 = 1,

    /// <summary>Suffix S2; read in the same way as S1.</summary>
    S2 = 2,

    /// <summary>Suffix Z1; read as private railways (专用铁路), which the sources do not settle.</summary>
    Z1 = 3,

    /// <summary>Suffix Z2; read in the same way as Z1.</summary>
    Z2 = 4,
}

/// <summary>A class of the railway driver licence, as in <c>J5S1</c>: base class and scope; rules.md B.2.</summary>
/// <remarks>
/// Every base class can stand without a suffix; only J5 and J6 can have one. Which classes a first application may ask
/// for is a matter of the rail-licence rules.
/// </remarks>
[System.Text.Json.Serialization.JsonConverter(typeof(RailLicences.RailClassJson))]
public sealed record RailClass
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("JLSZ0123456789");

    private static readonly ImmutableDictionary<string, RailClass> ByText;

    static RailClass()
    {
        All =
        [
            .. from baseClass in Enum.GetValues<RailBaseClass>()
               from scope in Enum.GetValues<RailScope>()
               where IsAllowed(baseClass, scope)
               select new RailClass(baseClass, scope),
        ];
        ByText = All.ToImmutableDictionary(railClass => railClass.ToString(), StringComparer.Ordinal);
    }

    /// <summary>An allowed pair.</summary>
    /// <exception cref="ArgumentException">The pair is not allowed; ask <see cref="IsAllowed"/> first.</exception>
    public RailClass(RailBaseClass baseClass, RailScope scope)
    {
        if (!IsAllowed(baseClass, scope))
        {
            throw new ArgumentException($"There is no class {baseClass} with the scope {scope}.", nameof(scope));
        }

        BaseClass = baseClass;
        Scope = scope;
    }

    /// <summary>The twenty classes there are, J before L, without suffix first.</summary>
    public static ImmutableArray<RailClass> All { get; }

    /// <summary>What may be driven.</summary>
    public RailBaseClass BaseClass { get; }

    /// <summary>Where the class may be driven.</summary>
    public RailScope Scope { get; }

    /// <summary>True for every base class without suffix, and for J5 and J6 with any (rules.md B.2, default).</summary>
    public static bool IsAllowed(RailBaseClass baseClass, RailScope scope) =>
        Enum.IsDefined(baseClass) && Enum.IsDefined(scope)
        && (scope == RailScope.None || baseClass is RailBaseClass.J5 or RailBaseClass.J6);

    /// <summary>The class of a text such as <c>J6Z2</c>, written exactly so; null for anything else.</summary>
    public static RailClass? Parse(string? text) =>
        text is { Length: 2 or 4 } && ByText.TryGetValue(text, out var railClass) ? railClass : null;

    /// <summary>
    /// Accepts the text of an allowed class. Lower case is refused as character; a pair that is not allowed, such as
    /// J7S1, as format.
    /// </summary>
    public static IdentifierCheck Check(string? value)
    {
        if (IdentifierText.Refuses(value, 2, 4, out var fault))
        {
            return IdentifierCheck.Refused(fault);
        }

        if (value.Length == 3)
        {
            return IdentifierCheck.Refused(IdentifierFault.Length);
        }

        if (!value.Consists(Allowed))
        {
            return IdentifierCheck.Refused(IdentifierFault.Character);
        }

        return Parse(value) is { } railClass
            ? IdentifierCheck.Accepted(railClass.ToString())
            : IdentifierCheck.Refused(IdentifierFault.Format);
    }

    /// <summary>The text on the licence: <c>J5</c>, <c>J5S1</c>.</summary>
    public override string ToString() => Scope == RailScope.None ? $"{BaseClass}" : $"{BaseClass}{Scope}";
}
