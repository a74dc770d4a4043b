using System.Collections.Immutable;
using System.Security.Cryptography;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Takes uploads, inspects their content and keeps them. An upload is on record at the law's time, like the
/// application that will name it.
/// </summary>
/// <param name="store">Where documents are kept.</param>
/// <param name="legalClock">The legal clock.</param>
/// <param name="rulesNow">The road rules in force at the moment of the call.</param>
public sealed class UploadedDocuments(
    IDocumentStore store, TimeProvider legalClock, Func<RoadRules> rulesNow) : IDocuments
{
    /// <summary>The warning on a portrait with fewer pixels than 2 inches at 300 dpi.</summary>
    public const string SmallPhoto = "SMALL_PHOTO";

    /// <summary>The warning on a portrait that is too wide or too narrow.</summary>
    public const string Aspect = "ASPECT";

    /// <summary>The warning on a photographed paper in which small print cannot be read.</summary>
    public const string Small = "SMALL";

    private const int PhotoWidth = 413, PhotoHeight = 579, PaperSide = 600;
    private const double MinAspect = 0.65, MaxAspect = 0.80;

    /// <inheritdoc/>
    public async Task<Upload> Add(
        string documentId, MaterialKind kind, string fileName, Actor owner, Stream content,
        CancellationToken cancellation = default)
    {
        var rules = rulesNow();
        var name = FileNames.Clean(fileName);
        var rail = MaterialInspector.Covers(kind, name);
        using var read = await BoundedRead.Of(
            content, rail ? MaterialInspector.LimitOf(kind, rules) : rules.ImageMaxBytes, cancellation);
        if (read.Content.IsEmpty) return new Upload.No(DocumentRefusals.Empty());
        var inspected = rail
            ? MaterialInspector.Inspect(kind, name, read.Content, rules)
            : Image(kind, name, read.Content, rules);
        if (inspected.Refusal is not null) return new Upload.No(inspected.Refusal);
        var record = new DocumentRecord(
            documentId, kind, owner.AccountId, name, inspected.ContentType!, read.Content.Length,
            Convert.ToHexStringLower(SHA256.HashData(read.Content.Span)),
            inspected.Width, inspected.Height, inspected.Dpi, inspected.Warnings, legalClock.GetUtcNow());
        var kept = await store.Add(record, read.Content, cancellation);
        return kept is not null && kept.OwnerAccountId == owner.AccountId
            ? new Upload.Kept(kept)
            : new Upload.No(Refusals.IdempotencyKeyReused());
    }

    /// <inheritdoc/>
    public ValueTask<DocumentRecord?> Find(string documentId, CancellationToken cancellation = default) =>
        store.Find(documentId, cancellation);

    /// <inheritdoc/>
    public Task<Stream> Open(DocumentRecord document, CancellationToken cancellation = default) =>
        store.Open(document.Sha256, cancellation);

    private static InspectedMaterial Image(
        MaterialKind kind, string name, ReadOnlyMemory<byte> content, RoadRules rules)
    {
        var (fit, refusal) = content.Length > rules.ImageMaxBytes
            ? (null, DocumentRefusals.TooLarge(rules.ImageMaxBytes)) : Inspect(name, content.Span);
        return fit is null
            ? new InspectedMaterial(null, null, null, null, null, [], refusal)
            : new InspectedMaterial(fit.ContentType, fit.Width, fit.Height, fit.Dpi, null, Warnings(kind, fit), null);
    }

    private static (ImageInspection.Fit? Fit, Refusal? Refusal) Inspect(string name, ReadOnlySpan<byte> content)
    {
        var promised = FileNames.PromisedType(name);
        return ImageInspector.Inspect(content) switch
        {
            ImageInspection.Fit fit when fit.ContentType == promised => (fit, null),
            ImageInspection.Damaged damaged when damaged.ContentType == promised =>
                (null, DocumentRefusals.Unfit(damaged.Why)),
            ImageInspection.Foreign => (null, DocumentRefusals.NotAnImage()),
            _ => (null, DocumentRefusals.Mislabelled()),
        };
    }

    private static ImmutableArray<string> Warnings(MaterialKind kind, ImageInspection.Fit fit) =>
        kind == MaterialKind.PortraitPhoto
            ?
            [
                .. fit.Width < PhotoWidth || fit.Height < PhotoHeight ? [SmallPhoto] : Array.Empty<string>(),
                .. (double)fit.Width / fit.Height is < MinAspect or > MaxAspect ? [Aspect] : Array.Empty<string>(),
            ]
            : kind != MaterialKind.IdentityPortrait && Math.Min(fit.Width, fit.Height) < PaperSide ? [Small] : [];
}
