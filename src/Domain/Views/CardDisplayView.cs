using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Views;

/// <summary>A licence as its holder shows it on a screen (亮证).</summary>
/// <param name="Id">The entity.</param>
/// <param name="Credential">What it is.</param>
/// <param name="Number">Its number, as its holder sees it.</param>
/// <param name="State">What it is worth now, as the roadside is answered.</param>
/// <param name="AsOf">The instant for which all of this was computed.</param>
/// <param name="Token">The token of the document, as on the card; not there where it is worth nothing.</param>
/// <param name="Qr">The text of the QR code for the screen; another one in each slot.</param>
/// <param name="Proof">What proves that it is on this screen now.</param>
public sealed record CardDisplayView(
    string Id, CredentialKind Credential, PersonalData Number, VerdictResult State, DateTimeOffset AsOf,
    string? Token = null, string? Qr = null, ScreenProofView? Proof = null)
{
    /// <summary>The certificate; null: it is another kind.</summary>
    public CertificateView? Certificate { get; init; }

    /// <summary>The vehicle; null: it is another kind.</summary>
    public VehicleView? Vehicle { get; init; }

    /// <summary>The railway licence; null: it is another kind.</summary>
    public RailLicenceView? RailLicence { get; init; }

    /// <summary>The view with its proof.</summary>
    public CardDisplayView With(DisplayProof? proof) => proof is null ? this : this with
    {
        Token = proof.Printed.Token,
        Qr = proof.Shown.QrText,
        Proof = ScreenProofView.Of(proof),
    };
}
