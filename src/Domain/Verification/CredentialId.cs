using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Verification;

/// <summary>
/// The kinds of document that a token proves. Names and numbers are published in tokens and answers: frozen.
/// </summary>
[JsonConverter(typeof(CamelCaseNames<CredentialKind>))]
public enum CredentialKind
{
    /// <summary>A practitioner's certificate (从业资格证).</summary>
    PractitionerCertificate = 1,

    /// <summary>A vehicle's road-transport certificate (道路运输证).</summary>
    VehicleCertificate = 2,

    /// <summary>The electronic certificate of an interprovincial charter trip (省际包车电子凭证).</summary>
    CharterCertificate = 3,

    /// <summary>The voucher of an integrity assessment (诚信考核凭证).</summary>
    AssessmentVoucher = 4,

    /// <summary>The voucher of a vehicle's annual review (年审凭证).</summary>
    ReviewVoucher = 5,

    /// <summary>A railway driver's licence (铁路机车车辆驾驶证).</summary>
    RailLicence = 6,
}

/// <summary>
/// Names one document: the entity, and the version of its document, or the number of the application to which a voucher
/// belongs. Written <c>Q-8F3K2.3</c>: the letter shows the kind; the number is 1 to 999, so that the QR code stays
/// small.
/// </summary>
/// <param name="Kind">The kind of document.</param>
/// <param name="Entity">The entity whose present state is read.</param>
/// <param name="Number">Version of the document, or number of the application, from 1.</param>
public readonly record struct CredentialId(CredentialKind Kind, EntityId Entity, int Number)
{
    /// <summary>The highest number for which a token has room; a document with a higher one has no token.</summary>
    public const int MaxNumber = 999;

    /// <summary>
    /// The longest key that a token has room for, inclusive: as long as this registry makes them. A document of an
    /// entity with a longer one has no token.
    /// </summary>
    public const int MaxKey = 18;

    /// <summary>True for a document that a token can name.</summary>
    public bool HasRoom => Number <= MaxNumber && Entity.Key.Length <= MaxKey;

    /// <summary>The application of a voucher, as <c>Application.Id</c> writes it; null: it is no voucher.</summary>
    public string? ApplicationId =>
        IsVoucher(Kind) ? new ApplicationId(Entity, Number).ToString() : null;

    /// <summary>
    /// Reads what <see cref="ToString"/> writes, and nothing else: leading zeros, signs and lower case are refused.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out CredentialId id)
    {
        id = default;
        var dot = text.LastIndexOf('.');
        if (dot < 1
            || dot + 1 == text.Length
            || text[0] is not ('Q' or 'V' or 'T' or 'A' or 'J' or 'R')
            || text[dot + 1] is < '1' or > '9') return false;
        if (!int.TryParse(text[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > MaxNumber) return false;
        var kind = KindOf(text[0]);
        if (!EntityId.TryParse($"{EntityId.LetterOf(EntityOf(kind))}{text[1..dot]}", out var entity)) return false;
        id = new CredentialId(kind, entity, number);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{LetterOf(Kind)}{Entity.Key.AsSpan(1)}.{Number}");

    private static bool IsVoucher(CredentialKind kind) =>
        kind is CredentialKind.AssessmentVoucher or CredentialKind.ReviewVoucher;

    private static EntityKind EntityOf(CredentialKind kind) => kind switch
    {
        CredentialKind.PractitionerCertificate or CredentialKind.AssessmentVoucher => EntityKind.Certificate,
        CredentialKind.VehicleCertificate or CredentialKind.ReviewVoucher => EntityKind.Vehicle,
        CredentialKind.CharterCertificate => EntityKind.Trip,
        CredentialKind.RailLicence => EntityKind.RailLicence,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static char LetterOf(CredentialKind kind) => kind switch
    {
        CredentialKind.PractitionerCertificate => 'Q',
        CredentialKind.VehicleCertificate => 'V',
        CredentialKind.CharterCertificate => 'T',
        CredentialKind.AssessmentVoucher => 'A',
        CredentialKind.ReviewVoucher => 'J',
        CredentialKind.RailLicence => 'R',
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static CredentialKind KindOf(char letter) => letter switch
    {
        'Q' => CredentialKind.PractitionerCertificate,
        'V' => CredentialKind.VehicleCertificate,
        'T' => CredentialKind.CharterCertificate,
        'A' => CredentialKind.AssessmentVoucher,
        'J' => CredentialKind.ReviewVoucher,
        'R' => CredentialKind.RailLicence,
        _ => throw new ArgumentOutOfRangeException(nameof(letter)),
    };
}
