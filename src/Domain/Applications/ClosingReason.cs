using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// Why the registry (no officer) ended or returned an application. The names are stored among the reasons of events and
/// states, and are shown: frozen.
/// </summary>
public enum ClosingReason
{
    /// <summary>What it was about was cancelled (H.11).</summary>
    [JsonStringEnumMemberName("CERT_CANCELLED")]
    Cancelled = 1,

    /// <summary>Another application took its place (G.5 #80).</summary>
    [JsonStringEnumMemberName("SUPERSEDED")]
    Superseded = 2,

    /// <summary>Nobody confirmed the undoing of a binding in time (H.24).</summary>
    [JsonStringEnumMemberName("LAPSED")]
    Lapsed = 3,

    /// <summary>The supplement stayed unanswered (H.5).</summary>
    [JsonStringEnumMemberName("supplementUnanswered")]
    SupplementUnanswered = 4,

    /// <summary>The police data source does not know the name under the number.</summary>
    [JsonStringEnumMemberName("identityCheckFailed")]
    IdentityCheckFailed = 5,

    /// <summary>The theory exam was failed (B.4).</summary>
    [JsonStringEnumMemberName("theoryFailed")]
    TheoryFailed = 6,

    /// <summary>The practical exam was failed (B.4).</summary>
    [JsonStringEnumMemberName("practicalFailed")]
    PracticalFailed = 7,
}

/// <summary>The frozen names of closing reasons.</summary>
public static class ClosingReasons
{
    private static readonly FrozenDictionary<ClosingReason, string> _names = Enum.GetValues<ClosingReason>()
        .ToFrozenDictionary(reason => reason, reason => typeof(ClosingReason).GetField(reason.ToString())!
            .GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);

    /// <summary>The name under which it is stored and shown.</summary>
    public static string Name(this ClosingReason reason) => _names[reason];
}
