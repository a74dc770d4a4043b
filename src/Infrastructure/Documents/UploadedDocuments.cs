using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Infrastructure.Documents.Scanning;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Accepts uploads, inspects their content and stores them. An upload is recorded with legal time, like the application
/// that will name it.
/// </summary>
/// <param name="store">Where documents are kept.</param>
/// <param name="space">Where uploads are until they are stored.</param>
/// <param name="cleaned">How they are served.</param>
/// <param name="legalClock">The legal clock.</param>
/// <param name="rulesNow">Gives the road rules in force at the moment.</param>
public sealed class UploadedDocuments(
    IDocumentStore store, UploadSpace space, CleanedContent cleaned, TimeProvider legalClock,
    Func<RoadRules> rulesNow) : IDocuments
{
    private readonly RemovedUploads _removed = new();

    // Each inspection needs a file and a processor.
    private static readonly SemaphoreSlim _inspecting = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>The warning on a portrait with fewer pixels than 2 inches at 300 dpi.</summary>
    public const string SmallPhoto = "SMALL_PHOTO";

    /// <summary>The warning on a portrait that is too wide or too narrow.</summary>
    public const string Aspect = "ASPECT";

    /// <summary>The warning on a photographed paper in which small print cannot be read.</summary>
    public const string Small = "SMALL";

    private const int PhotoWidth = 413, PhotoHeight = 579, PaperSide = 600;
    private const double MinAspect = 0.65, MaxAspect = 0.80;

    /// <summary>How many vehicles and drivers the enterprise of an account has.</summary>
    public Func<Actor, CancellationToken, ValueTask<int>> FleetOf { get; init; } = (_, _) => ValueTask.FromResult(0);

    /// <summary>Turns uploads away before they are read, while too much work waits for the store.</summary>
    public WaitLimit Limit { get; init; } = WaitLimit.None;

    /// <summary>Looks for malware; null: it is not looked for.</summary>
    public Clamd? Scanner { get; init; }

    /// <inheritdoc/>
    public async Task<Result<ReceivedFile>> Receive(
        Actor owner, Stream content, long maxBytes, CancellationToken cancellation = default)
    {
        if (UploadRights.MayUpload(owner) is { } no) return no;
        if (Limit.Refuses(ShedWork.Write)) return Refusals.Busy();
        var (place, full) = space.Enter(owner.AccountId);
        if (full is not null) return full;
        try
        {
            var today = ShanghaiTime.DateOf(legalClock.GetUtcNow());
            var (files, bytes) = await store.Since(owner.AccountId, ShanghaiTime.StartOf(today), cancellation);
            var gone = _removed.Of(owner.AccountId, today);
            (files, bytes) = (files + gone.Files, bytes + gone.Bytes);
            var fleet = UploadRights.AsksForFleet(owner, files) ? await FleetOf(owner, cancellation) : 0;
            if ((UploadRights.MayUploadMore(owner, files, bytes, fleet)
                ?? await place!.Fill(content, maxBytes, cancellation)) is { } refusal)
            {
                place!.Dispose();
                return refusal;
            }
            return place!;
        }
        catch
        {
            place!.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<Upload> Add(
        string documentId, MaterialKind kind, string fileName, Actor owner, ReceivedFile content,
        CancellationToken cancellation = default)
    {
        if (!UploadRights.MayHandIn(owner, kind)) return new Upload.No(Refusals.NotAllowed());
        if (content.Bytes == 0) return new Upload.No(DocumentRefusals.Empty());
        var name = FileNames.Clean(fileName);
        var inspected = await Inspect(kind, name, content, rulesNow(), cancellation);
        if (inspected.Refusal is not null) return new Upload.No(inspected.Refusal);
        if (Scanner is not null && await Scanner.Scan(content, cancellation) is { } no) return new Upload.No(no);
        var record = new DocumentRecord(
            documentId, kind, owner.AccountId, name, inspected.ContentType!, content.Bytes, content.Sha256,
            inspected.Width, inspected.Height, inspected.Dpi, inspected.Warnings, legalClock.GetUtcNow());
        var kept = await store.Add(record, content.Open(), cancellation);
        return kept is not null
            && (kept.OwnerAccountId, kept.Kind, kept.FileName) == (owner.AccountId, kind, name)
                ? new Upload.Kept(kept, inspected.Pages) : new Upload.No(Refusals.IdempotencyKeyReused());
    }

    /// <inheritdoc/>
    public Task<Page<DocumentRecord>> Of(
        string ownerAccountId, PageRequest page, CancellationToken cancellation = default) =>
        store.Of(ownerAccountId, page, cancellation);

    /// <inheritdoc/>
    public async Task<Refusal?> Remove(string documentId, Actor owner, CancellationToken cancellation = default)
    {
        if (await store.Find(documentId, cancellation) is not { } document
            || document.OwnerAccountId != owner.AccountId) return Refusals.NotFound();
        if (!await store.Remove(documentId, cancellation))
            return Refusals.WrongState("该文件已在申请中使用，不能删除。", "The document is used by an application.");
        var today = ShanghaiTime.DateOf(legalClock.GetUtcNow());
        if (ShanghaiTime.DateOf(document.UploadedAt) == today)
            _removed.Add(owner.AccountId, today, document.Bytes);
        return null;
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenCleaned(DocumentRecord document, CancellationToken cancellation = default) =>
        await cleaned.Of(await Open(document, cancellation), document.Bytes, document.ContentType, cancellation);

    /// <inheritdoc/>
    public ValueTask<DocumentRecord?> Find(string documentId, CancellationToken cancellation = default) =>
        store.Find(documentId, cancellation);

    /// <inheritdoc/>
    public Task<Stream> Open(DocumentRecord document, CancellationToken cancellation = default) =>
        store.Open(document.Sha256, cancellation);

    private static async Task<InspectedMaterial> Inspect(
        MaterialKind kind, string name, ReceivedFile content, RoadRules rules, CancellationToken cancellation)
    {
        var rail = MaterialInspector.Covers(kind, name);
        var limit = rail ? MaterialInspector.LimitOf(kind, rules) : rules.ImageMaxBytes;
        if (content.Bytes > limit) return Refused(DocumentRefusals.TooLarge(limit));
        await _inspecting.WaitAsync(cancellation);
        try
        {
            if (kind == MaterialKind.Video) return MaterialInspector.Video(name, content.Open());
            var buffer = ArrayPool<byte>.Shared.Rent((int)content.Bytes);
            try
            {
                var whole = buffer.AsMemory(0, (int)content.Bytes);
                await content.Open().ReadExactlyAsync(whole, cancellation);
                return rail ? MaterialInspector.Inspect(kind, name, whole, rules) : Image(kind, name, whole);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(buffer);
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        finally
        {
            _inspecting.Release();
        }
    }

    private static InspectedMaterial Refused(Refusal refusal) => new(null, null, null, null, null, [], refusal);

    private static InspectedMaterial Image(MaterialKind kind, string name, ReadOnlyMemory<byte> content)
    {
        var (fit, refusal) = Inspect(name, content.Span);
        return fit is null ? Refused(refusal!)
            : new InspectedMaterial(fit.ContentType, fit.Width, fit.Height, fit.Dpi, null, Warnings(kind, fit), null);
    }

    private static Result<ImageInspection.Fit> Inspect(string name, ReadOnlySpan<byte> content)
    {
        var promised = FileNames.PromisedType(name);
        return ImageInspector.Inspect(content) switch
        {
            ImageInspection.Fit fit when fit.ContentType == promised => fit,
            ImageInspection.Damaged damaged when damaged.ContentType == promised =>
                DocumentRefusals.Unfit(damaged.Why),
            ImageInspection.Foreign => DocumentRefusals.NotAnImage(),
            _ => DocumentRefusals.Mislabelled(),
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
