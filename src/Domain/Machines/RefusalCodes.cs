using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace OrleansRegistry.Domain.Machines;

/// <summary>Refusal codes as they are published: CERT_NOT_VALID.</summary>
public static partial class RefusalCodes
{
    private static readonly FrozenDictionary<RefusalCode, string> _texts = Enum.GetValues<RefusalCode>()
        .ToFrozenDictionary(code => code, code => Border().Replace(code.ToString(), "_").ToUpperInvariant());

    /// <summary>The code's text.</summary>
    public static string Text(RefusalCode code) => _texts[code];

    /// <summary>
    /// True when the refusal is about the caller. Such a caller learns nothing about the entity, not even its version.
    /// </summary>
    public static bool IsAboutWhoAsks(RefusalCode code) =>
        code is >= RefusalCode.NotSignedIn and <= RefusalCode.NotFound
            or RefusalCode.ConsentAwaited or RefusalCode.OtherOperator or RefusalCode.EmployerOnly;

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Border();
}
