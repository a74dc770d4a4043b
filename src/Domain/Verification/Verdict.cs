using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Verification;

/// <summary>The result of a check at the roadside (http.md 2). Names are published: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<VerdictResult>))]
public enum VerdictResult
{
    /// <summary>It cannot be determined; never to be treated as valid.</summary>
    Unknown = 0,

    /// <summary>Valid at this instant (有效).</summary>
    Valid = 1,

    /// <summary>Its time has not begun (未开始).</summary>
    NotStarted = 2,

    /// <summary>Its time is over (已过期).</summary>
    Expired = 3,

    /// <summary>Revoked, replaced, or something that it depends on is no longer valid (已失效).</summary>
    Revoked = 4,

    /// <summary>
    /// Issued, but no driver has received it, so that nobody can show it: the paper plate is needed (未接收).
    /// </summary>
    NotReceived = 5,

    /// <summary>Only the paper plate is valid (仅限纸质).</summary>
    PaperOnly = 6,
}

/// <summary>Why. Names are published: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<VerdictReason>))]
public enum VerdictReason
{
    /// <summary>This is not a code of this system.</summary>
    Malformed = 1,

    /// <summary>The signature is wrong: it was changed or forged.</summary>
    BadSignature = 2,

    /// <summary>The key that signed it is not known.</summary>
    UnknownKey = 3,

    /// <summary>The key that signed it is retired; the holder gets a new code.</summary>
    KeyRetired = 4,

    /// <summary>There is no such document on the register.</summary>
    NotOnRecord = 5,

    /// <summary>This document was never issued.</summary>
    NeverIssued = 6,

    /// <summary>The issuing province is not on the trust list.</summary>
    UnknownIssuer = 10,

    /// <summary>The issuing province has no electronic certificates yet (not enabled).</summary>
    IssuerNotEnabled = 11,

    /// <summary>There is no trust list of other provinces.</summary>
    NoTrustList = 12,

    /// <summary>The trust list is out of date, so nothing can be confirmed.</summary>
    TrustListStale = 13,

    /// <summary>The issuing province has revoked it.</summary>
    RevokedByIssuer = 14,

    /// <summary>It has no number plate, so the vehicle cannot be compared.</summary>
    PlateMissing = 15,

    /// <summary>A newer document has taken its place.</summary>
    Replaced = 20,

    /// <summary>It is cancelled.</summary>
    Cancelled = 21,

    /// <summary>The filing was refused.</summary>
    Refused = 22,

    /// <summary>The vehicle's certificate is not valid.</summary>
    VehicleNotValid = 30,

    /// <summary>The vehicle is not in operation.</summary>
    VehicleNotInOperation = 31,

    /// <summary>The vehicle's annual review is overdue.</summary>
    ReviewOverdue = 32,

    /// <summary>A driver's certificate is not valid.</summary>
    DriverNotValid = 33,

    /// <summary>The carrier has no permit for interprovincial charters in force.</summary>
    CarrierNotValid = 34,

    /// <summary>This is an old screenshot: ask for the certificate on the screen itself.</summary>
    OldScreenshot = 40,
}

/// <summary>A driver of a trip as a stranger may see it.</summary>
/// <param name="Name">The family name, the rest as stars.</param>
/// <param name="CertificateNumber">Masked; null: no passenger driver's certificate.</param>
/// <param name="Received">True when this driver has received the electronic certificate.</param>
public sealed record VerifiedDriver(string Name, string? CertificateNumber, bool Received);

/// <summary>
/// To whom a document belongs, as a stranger at the roadside may see it: enough to compare it with the vehicle and the
/// person present, names and numbers masked (A.12). Members that its kind does not have are left out.
/// </summary>
public sealed record VerifiedSubject(CredentialKind Credential, string Document, string Authority)
{
#pragma warning disable CS1591 // One line each below.
    public string? Kind { get; init; } // As the contract writes it: passengerDriver, generalFreight, specialCharter ...
    public string? Number { get; init; } // Of the document, masked where it may be a person's number.
    public string? Holder { get; init; }
    public string? Plate { get; init; }
    public PlateColour? PlateColour { get; init; }
    public string? Carrier { get; init; }
    public Services.ServiceId? Item { get; init; } // The service of a voucher.
    public Rules.Grade? Grade { get; init; }
    public string? Origin { get; init; }
    public string? Destination { get; init; }
    public ImmutableArray<VerifiedDriver>? Drivers { get; init; }
#pragma warning restore CS1591

    /// <summary>First instant of validity, inclusive.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>End of validity, exclusive.</summary>
    public DateTimeOffset? ValidUntil { get; init; }
}

/// <summary>The issuing province, and whether its charter certificates are recognised here at this instant.</summary>
public sealed record VerifiedIssuer(string Province, string? Name, bool? Enabled);

/// <summary>A certificate on a screen.</summary>
/// <param name="Fresh">False: it was shown longer ago than a screen shows one picture: an old screenshot.</param>
/// <param name="ShownAt">When it was shown.</param>
/// <param name="Code">
/// The digits that the screen showed at that time, for comparison; null: the document is of another province.
/// </param>
public sealed record VerifiedDisplay(bool Fresh, DateTimeOffset ShownAt, string? Code);

/// <summary>The result of a check, with its reason (http.md 2).</summary>
/// <param name="Result">Never valid if it cannot be determined.</param>
/// <param name="Reason">The reason; for a valid document, what else must be checked. Null: nothing.</param>
/// <param name="Subject">To whom it belongs; null when not even that is certain.</param>
/// <param name="AsOf">
/// The instant of the data: now for documents of this registry, that of the trust list for others.
/// </param>
public sealed record Verdict(
    VerdictResult Result, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] VerdictReason? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] VerifiedSubject? Subject, DateTimeOffset AsOf)
{
    /// <summary>The ground behind the reason: of a cancellation, or the status of what is not valid.</summary>
    public string? Ground { get; init; }

    /// <summary>The issuing province; null when the token could not be read.</summary>
    public VerifiedIssuer? Issuer { get; init; }

    /// <summary>When the token was shown on a screen; null: it is a token for paper.</summary>
    public VerifiedDisplay? Display { get; init; }

    /// <summary>It cannot be determined, for this reason.</summary>
    public static Verdict NotKnown(VerdictReason reason, DateTimeOffset asOf) =>
        new(VerdictResult.Unknown, reason, null, asOf);
}

/// <summary>What the driver's screen shows (docs/adr/0053).</summary>
/// <param name="Printed">The token of the document, as on paper.</param>
/// <param name="Shown">The token for this moment; its QR code is the one on the screen.</param>
/// <param name="Code">Six digits that change with the token, for people to compare.</param>
/// <param name="ShownAt">From when it is shown, inclusive.</param>
/// <param name="ChangesAt">When the next one replaces it.</param>
public sealed record DisplayProof(
    Ports.SignedToken Printed, Ports.SignedToken Shown, string Code, DateTimeOffset ShownAt, DateTimeOffset ChangesAt);
