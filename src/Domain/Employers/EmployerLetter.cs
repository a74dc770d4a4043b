using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Employers;

/// <summary>What an enterprise writes to the exam centre about (来函; rules.md B.10). Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<LetterKind>))]
public enum LetterKind
{
    /// <summary>
    /// Withdraws an application (撤回); carried out at once, because it is possible until the decision.
    /// </summary>
    Withdrawal = 1,

    /// <summary>A driver's identity number has changed (身份证号变更), with the proof of the police.</summary>
    IdentityChange = 2,

    /// <summary>The enterprise has another name (更名); carried out when the exam centre answers the letter.</summary>
    Rename = 3,

    /// <summary>
    /// The enterprise's account is to be disabled (停用); carried out when the exam centre answers the letter.
    /// </summary>
    Disable = 4,

    /// <summary>The account is to be reset (账号重置): the kind of older letters.</summary>
    AccountReset = 5,

    /// <summary>A driver has another phone and another employer (L166-167).</summary>
    PhoneChange = 6,

    /// <summary>The password is to be reset (密码/口令重置, L173-174).</summary>
    ResetPassword = 7,

    /// <summary>A further account of the enterprise is to be opened (开通账号, L169-170).</summary>
    OpenAccount = 8,

    /// <summary>Anything else.</summary>
    Other = 9,

    /// <summary>Nobody can sign in, or drivers are missing (L177-178).</summary>
    SignInProblem = 10,

    /// <summary>The data of a licence are wrong (证件信息有误, L189-190).</summary>
    LicenceData = 11,

    /// <summary>
    /// A disabled enterprise is to be enabled again; carried out when the exam centre answers the letter.
    /// </summary>
    Enable = 12,
}

/// <summary>The structured data of a letter, as its kind asks for it (rules.md B.10).</summary>
public sealed record LetterDetails
{
    /// <summary>Why (申请事由).</summary>
    public string? Reason { get; init; }

    /// <summary>The name before (原名称); if left out, the name on the register.</summary>
    public string? OldName { get; init; }

    /// <summary>The new name (新名称).</summary>
    public string? NewName { get; init; }

    /// <summary>How many drivers hold licences (持证人数); if left out, as on record.</summary>
    public int? DriversHeld { get; init; }

    /// <summary>What went wrong in the enterprise (管理原因), for a forgotten password.</summary>
    public string? Cause { get; init; }

    /// <summary>What the enterprise has done about it (整改措施).</summary>
    public string? Measure { get; init; }

    /// <summary>The data of the enterprise as the letter gives them.</summary>
    public EmployerProfile? Profile { get; init; }
}

/// <summary>A letter on file.</summary>
/// <param name="Id">The enterprise's key and a number.</param>
/// <param name="Kind">The kind of letter.</param>
/// <param name="Text">Its words.</param>
/// <param name="About">The application or the driver's career; null: neither.</param>
/// <param name="DocumentId">The scan of an older letter, which had one at most; null: none.</param>
/// <param name="At">When it came in, UTC.</param>
/// <param name="By">The account that handed it in or registered it.</param>
/// <param name="Unit">The unit that wrote it; null: the enterprise, or the exam centre registered it.</param>
public sealed record EmployerLetter(
    string Id, LetterKind Kind, string Text, string? About, string? DocumentId, DateTimeOffset At, string By,
    string? Unit = null)
{
    /// <summary>Its scans and enclosures. Null, and not stored, where there are none.</summary>
    public ImmutableArray<string>? DocumentIds { get; init; }

    /// <summary>What it says besides its words; null: nothing.</summary>
    public LetterDetails? Details { get; init; }

    /// <summary>When the exam centre answered it, UTC; null: it waits.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>What the exam centre noted; null: nothing, or it waits.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// True: the request was granted. Null, and not stored: the letter waits, or was closed without granting it.
    /// </summary>
    public bool? CarriedOut { get; init; }

    /// <summary>Every scan and enclosure, also of older letters.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Documents => DocumentIds ?? (DocumentId is { } one ? [one] : []);
}
