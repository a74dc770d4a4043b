using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Access;

/// <summary>What an officer hands in at the counter for somebody who has no account.</summary>
public sealed partial class Reads
{
    /// <summary>
    /// A document that was uploaded at a counter in this holder's name and is not handed in yet; null: there is none.
    /// </summary>
    public async ValueTask<DocumentRecord?> UploadedAtCounter(
        string documentId, string personKey, CancellationToken cancellation = default) =>
        actor.Is(Roles.Officer) && await registry.Documents.Find(documentId, cancellation) is { } document
            && document.OwnerAccountId == personKey ? document : null;
}
