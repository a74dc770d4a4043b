using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Views;

/// <summary>A licence as its holder shows it on a screen (亮证).</summary>
/// <param name="Id">The entity.</param>
/// <param name="Credential">The kind of document.</param>
/// <param name="Number">Its number, as its holder sees it.</param>
/// <param name="State">Its status now, as a check at the roadside would find it.</param>
/// <param name="AsOf">The instant for which the view was computed.</param>
/// <param name="Token">
/// The token of the document, as on the card; left out where the document is not valid any more.
/// </param>
/// <param name="Qr">The text of the QR code for the screen; it is different in each slot.</param>
/// <param name="Proof">The proof that it is on this screen now.</param>
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

    /// <summary>The view with a proof.</summary>
    public CardDisplayView With(DisplayProof? proof) => proof is null ? this : this with
    {
        Token = proof.Printed.Token,
        Qr = proof.Shown.QrText,
        Proof = ScreenProofView.Of(proof),
    };
}
