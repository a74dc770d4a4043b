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

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Border();
}
