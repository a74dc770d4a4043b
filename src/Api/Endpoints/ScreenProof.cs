using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What proves that the certificate is on this screen now (docs/adr/0053).</summary>
/// <param name="Token">The token of the certificate, as on paper.</param>
/// <param name="QrText">The text of the QR code for the screen; another one in each slot.</param>
/// <param name="Code">Six digits that change with it; the officer's page shows the same.</param>
/// <param name="ShownAt">From when this picture is shown.</param>
/// <param name="ChangesAt">When the next one is to be asked for.</param>
public sealed record ScreenProofView(string Token, string QrText, string Code, DateTimeOffset ShownAt, DateTimeOffset ChangesAt)
{
    internal static ScreenProofView Of(DisplayProof proof) =>
        new(proof.Printed.Token, proof.Shown.QrText, proof.Code, proof.ShownAt, proof.ChangesAt);
}
