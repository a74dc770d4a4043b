using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Applying;

/// <summary>
/// Files of one kind in a form, as many as the law of the form allows. Files chosen now are stored, and earlier ones
/// are named in hidden fields, so that a refusal loses none.
/// </summary>
/// <param name="Kind">The kind of material as which they are uploaded.</param>
/// <param name="Kept">Those that are kept.</param>
/// <param name="Faults">Why a file was not stored.</param>
public sealed record Attachments(
    MaterialKind Kind, ImmutableArray<DocumentRecord> Kept, ImmutableArray<FieldFault> Faults)
{
    /// <summary>The name of the field, as in the API.</summary>
    public const string Field = "documentIds";

    /// <summary>The most files that are read from one form; the law of the form allows fewer.</summary>
    private const int Most = 20;

    private static readonly ImmutableArray<string> _formats = ["image/png", "image/jpeg", "application/pdf"];

    /// <summary>Their ids.</summary>
    public ImmutableArray<string> Ids => [.. Kept.Select(document => document.Id)];

    /// <summary>The accepted media types, for the browser's dialog.</summary>
    public static string Accepted => string.Join(',', _formats);

    /// <summary>A form without files.</summary>
    public static Attachments None(MaterialKind kind) => new(kind, [], []);

    /// <summary>The files that a form brings now, and those that it brought before.</summary>
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
