using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace OrleansRegistry.Domain.Machines;

/// <summary>Refusal codes as the contract writes them: CERT_NOT_VALID.</summary>
public static partial class RefusalCodes
{
    private static readonly FrozenDictionary<RefusalCode, string> _texts = Enum.GetValues<RefusalCode>()
        .ToFrozenDictionary(code => code, code => Border().Replace(code.ToString(), "_").ToUpperInvariant());

    /// <summary>The code's text.</summary>
    public static string Text(RefusalCode code) => _texts[code];

    /// <summary>
    /// True when the refusal rests on who asks: whoever is refused so is not answered by what is there, such as its
    /// version.
    /// </summary>
    public static bool IsAboutWhoAsks(RefusalCode code) =>
        code is >= RefusalCode.NotSignedIn and <= RefusalCode.NotFound
            or RefusalCode.ConsentAwaited or RefusalCode.OtherOperator or RefusalCode.EmployerOnly;

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Border();
}
