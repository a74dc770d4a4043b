using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>A material that is asked for, and the document that stands for it so far.</summary>
/// <param name="Kind">Which material.</param>
/// <param name="Names">What it is called.</param>
/// <param name="Required">True when it must be there.</param>
/// <param name="Document">The upload; null: none yet.</param>
/// <param name="Fault">Why the last upload was not kept; null: it was, or there was none.</param>
public sealed record MaterialSlot(
    MaterialKind Kind, LocalText Names, bool Required, DocumentRecord? Document, LocalText? Fault)
{
    /// <summary>The name of its file field.</summary>
    public string Field => ApplyForm.NameOf(Kind);

    /// <summary>The name of the hidden field with the document's id.</summary>
    public string IdField => ApplyForm.DocumentPrefix + Field;
}

/// <summary>Takes what was chosen on a page with file fields; each file is inspected as everywhere.</summary>
internal static class Uploads
{
    /// <summary>Four pictures of the largest size, and the form around them.</summary>
    public const long MaxPosted = 45 * 1024 * 1024;

    /// <summary>
    /// The slots with what was uploaded now, or before and named in a hidden field. A document of somebody else's is
    /// never shown: it counts as none.
    /// </summary>
    public static async Task<ImmutableArray<MaterialSlot>> Fill(
        IEnumerable<MaterialSlot> asked, Posted form, PageContext page, IRegistry registry)
    {
        var slots = ImmutableArray.CreateBuilder<MaterialSlot>();
        foreach (var slot in asked) slots.Add(await Fill(slot, form, page, registry));
        return slots.ToImmutable();
    }

    private static async Task<MaterialSlot> Fill(
        MaterialSlot slot, Posted form, PageContext page, IRegistry registry)
    {
        var before = form.Text(slot.IdField) is { Length: <= 100 } id
            && (await registry.As(page.Actor).Document(id)).Value is { } known
            && known.OwnerAccountId == page.Account!.Id && known.Kind == slot.Kind ? known : null;
        if (form.File(slot.Field) is not { } file) return slot with { Document = before };
        await using var content = file.OpenReadStream();
        var (received, full) = await registry.Documents.Receive(page.Actor, content, MaxPosted);
        if (received is null) return slot with { Document = before, Fault = full!.Detail };
        using (received)
            return await registry.Documents.Add(
                "D-" + Guid.NewGuid().ToString("N"), slot.Kind, NameOf(file.FileName), page.Actor, received) switch
            {
                Upload.Kept kept => slot with { Document = kept.Document },
                Upload.No no => slot with
                {
                    Document = before,
                    Fault = no.Refusal.Faults is [var fault, ..] ? fault.Text : no.Refusal.Detail,
                },
                _ => throw new InvalidOperationException("Unknown outcome of an upload."),
            };
    }

    /// <summary>Only the last step of a path, without what cannot be printed; never empty, never long.</summary>
    private static string NameOf(string given)
    {
        var last = given.Split('/', '\\')[^1];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c != '"')]).Trim();
        return clean.Length == 0 ? "file" : clean.Length > 200 ? clean[^200..] : clean;
    }
}
