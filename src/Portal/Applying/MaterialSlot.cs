using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Applying;

/// <summary>A material that is asked for, with its upload so far.</summary>
/// <param name="Kind">Which material.</param>
/// <param name="Names">Its name.</param>
/// <param name="Required">True when it is required.</param>
/// <param name="Document">The upload; null: none yet.</param>
/// <param name="Fault">Why the last upload was not stored; null: it was, or there was none.</param>
/// <param name="Formats">The accepted media types.</param>
/// <param name="MaxBytes">Largest file, in bytes, inclusive.</param>
public sealed record MaterialSlot(
    MaterialKind Kind, LocalText Names, bool Required, DocumentRecord? Document, LocalText? Fault,
    ImmutableArray<string> Formats, long MaxBytes)
{
    private static readonly ImmutableArray<string> _pictures = ["image/png", "image/jpeg"];

    /// <summary>A material of the road: a picture.</summary>
    public static MaterialSlot Picture(MaterialKind kind, LocalText names, bool required, RoadRules rules) =>
        new(kind, names, required, null, null, _pictures, rules.ImageMaxBytes);

    /// <summary>A material of the railway; it is asked for only where it is required.</summary>
    public static MaterialSlot Rail(MaterialKind kind, RoadRules rules)
    {
        var formats = RailMaterials.FormatsOf(kind);
        return new(kind, RailServices.NameOf(kind), true, null, null, formats,
            formats.Contains("video/mp4") ? rules.VideoMaxBytes
                : formats.Any(_pictures.Contains) ? rules.ImageMaxBytes : rules.PdfMaxBytes);
    }

    /// <summary>True for a video, which a phone may record on the spot.</summary>
    public bool IsVideo => Formats.Contains("video/mp4");

    /// <summary>The formats as file endings: "png, jpg".</summary>
    public string Endings => string.Join(", ", Formats.Select(one => one switch
    {
        "image/jpeg" => "jpg",
        var other => other.Split('/')[1],
    }));

    /// <summary>The name of its file field.</summary>
    public string Field => ApplyForm.NameOf(Kind);

    /// <summary>The name of the hidden field with the document's id.</summary>
    public string IdField => ApplyForm.DocumentPrefix + Field;
}

/// <summary>Takes the files chosen on a page; each is inspected like every upload.</summary>
internal static class Uploads
{
    /// <summary>Four pictures of the largest size, and the form around them.</summary>
    public const long MaxPosted = 45 * 1024 * 1024;

    /// <summary>A video of the largest size with the papers of the railway, and the form around them.</summary>
    public const long MaxPostedWithVideo = 90 * 1024 * 1024;

    /// <summary>
    /// The slots with the files uploaded now, or before and named in a hidden field. A document of somebody else counts
    /// as none.
    /// </summary>
    public static async Task<ImmutableArray<MaterialSlot>> Fill(
        IEnumerable<MaterialSlot> asked, Posted form, PageContext page, IRegistry registry, Actor? uploader = null)
    {
        var slots = ImmutableArray.CreateBuilder<MaterialSlot>();
        foreach (var slot in asked) slots.Add(await Fill(slot, form, page, registry, uploader));
        return slots.ToImmutable();
    }

    private static async Task<MaterialSlot> Fill(
        MaterialSlot slot, Posted form, PageContext page, IRegistry registry, Actor? uploader)
    {
        var known = await Known(slot, form.Text(slot.IdField), page, registry, uploader);
        return form.File(slot.Field) is { } file ? await Take(known, file, page, registry, uploader) : known;
    }

    /// <summary>
    /// The slot with this file; if it could not be stored, with the reason and with the previous document.
    /// </summary>
    public static async Task<MaterialSlot> Take(
        MaterialSlot slot, IFormFile file, PageContext page, IRegistry registry, Actor? uploader = null)
    {
        await using var content = file.OpenReadStream();
        var owner = uploader ?? page.Actor;
        var (received, full) = await registry.Documents.Receive(owner, content, MaxPostedWithVideo);
        if (received is null) return slot with { Fault = full!.Detail };
        using (received)
            return await registry.Documents.Add(
                "D-" + Guid.NewGuid().ToString("N"), slot.Kind, NameOf(file.FileName), owner, received) switch
            {
                Upload.Kept kept => slot with { Document = kept.Document },
                Upload.No no => slot with
                {
                    Fault = no.Refusal.Faults is [var fault, ..] ? fault.Text : no.Refusal.Detail,
                },
                _ => throw new InvalidOperationException("Unknown outcome of an upload."),
            };
    }

    /// <summary>The slot with the document of this id, if it is the reader's own and of this material.</summary>
    public static async Task<MaterialSlot> Known(
        MaterialSlot slot, string? id, PageContext page, IRegistry registry, Actor? uploader = null)
    {
        if (id is not { Length: <= 100 }) return slot;
        var (reads, owner) = (registry.As(page.Actor), (uploader ?? page.Actor).AccountId);
        var known = owner == page.Actor.AccountId
            ? (await reads.Document(id)).Value : await reads.UploadedAtCounter(id, owner);
        return known?.OwnerAccountId == owner && known.Kind == slot.Kind ? slot with { Document = known } : slot;
    }

    /// <summary>
    /// The file name without its path and without characters that cannot be printed; never empty, never long.
    /// </summary>
    public static string NameOf(string given)
    {
        var last = given.Split('/', '\\')[^1];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c != '"')]).Trim();
        return clean.Length == 0 ? "file" : clean.Length > 200 ? clean[^200..] : clean;
    }
}
