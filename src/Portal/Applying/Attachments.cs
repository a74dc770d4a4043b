using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Applying;

/// <summary>
/// Papers and pictures of one kind that a form carries along, as many as its law takes: those chosen now are kept,
/// those of the try before are named in hidden fields, so a refusal loses none.
/// </summary>
/// <param name="Kind">As what they are uploaded.</param>
/// <param name="Kept">Those that are kept.</param>
/// <param name="Faults">Why a file was not kept.</param>
public sealed record Attachments(
    MaterialKind Kind, ImmutableArray<DocumentRecord> Kept, ImmutableArray<FieldFault> Faults)
{
    /// <summary>The name of the field, as in the API.</summary>
    public const string Field = "documentIds";

    /// <summary>What is looked at of one form; the law of the form takes fewer.</summary>
    private const int Most = 20;

    private static readonly ImmutableArray<string> _formats = ["image/png", "image/jpeg", "application/pdf"];

    /// <summary>Their ids.</summary>
    public ImmutableArray<string> Ids => [.. Kept.Select(document => document.Id)];

    /// <summary>The media types that are taken, for the browser's dialog.</summary>
    public static string Accepted => string.Join(',', _formats);

    /// <summary>A form that nothing was chosen in yet.</summary>
    public static Attachments None(MaterialKind kind) => new(kind, [], []);

    /// <summary>What a form brings, and what it brought before.</summary>
    internal static async Task<Attachments> Of(
        MaterialKind kind, Posted form, PageContext page, IRegistry registry)
    {
        var empty = new MaterialSlot(kind, new("材料", "Paper"), false, null, null, _formats, Uploads.MaxPosted);
        var kept = ImmutableArray.CreateBuilder<DocumentRecord>();
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var id in form.All(Field).Take(Most))
            if ((await Uploads.Known(empty, id, page, registry)).Document is { } known) kept.Add(known);
        foreach (var file in form.Files(Field).Take(Most))
        {
            var slot = await Uploads.Take(empty, file, page, registry);
            if (slot.Document is { } document) kept.Add(document);
            else faults.Add(new FieldFault(Field, slot.Fault!));
        }
        return new Attachments(kind, kept.ToImmutable(), faults.ToImmutable());
    }
}
