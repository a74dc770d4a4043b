using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What proves that the certificate is on this screen now (docs/adr/0053).</summary>
/// <param name="Code">Six digits that change with the QR code; the officer's page shows the same.</param>
/// <param name="ShownAt">From when this picture is shown.</param>
/// <param name="ChangesAt">When the next one is to be asked for.</param>
public sealed record ScreenProofView(string Code, DateTimeOffset ShownAt, DateTimeOffset ChangesAt)
{
    internal static ScreenProofView Of(DisplayProof proof) =>
        new(proof.Code, proof.ShownAt, proof.ChangesAt);
}
