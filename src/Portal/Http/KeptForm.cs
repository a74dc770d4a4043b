using System.Collections.Immutable;
using System.Text;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// A form that could not be taken because of its session: what was typed and where it was sent. It goes along in hidden
/// fields of the pages on which its reader signs in, so that nothing is typed twice and nothing is stored
/// (docs/adr/0181).
/// </summary>
/// <param name="Path">The address to which it was sent.</param>
/// <param name="Fields">Its fields, without proofs of any kind.</param>
/// <param name="HadFiles">True: files were chosen too; those are not kept.</param>
public sealed record KeptForm(string Path, ImmutableArray<(string Name, string Value)> Fields, bool HadFiles)
{
    /// <summary>The address to which it was sent: a page of this registry.</summary>
    public string Path { get; } = LocalPath.Or(Path, "/");

    /// <summary>The limit of a form that has such a form with it: its text becomes longer when it is encoded.</summary>
    internal const long MaxPosted = 160 * 1024;

    private const int MaxFields = 240, MaxBytes = 40 * 1024;
    private const string Prefix = "kept.", PathField = "keptPath", FilesField = "keptFiles";

    /// <summary>The hidden fields of the pages on which its reader signs in.</summary>
    public IEnumerable<(string Name, string Value)> Hidden =>
    [
        (PathField, Path), .. HadFiles ? [(FilesField, "yes")] : Array.Empty<(string, string)>(),
        .. Fields.Select(one => (Prefix + one.Name, one.Value)),
    ];

    /// <summary>The kept form, or null where it is too large for that.</summary>
    internal static KeptForm? Of(string path, IEnumerable<(string Name, string Value)> fields, bool hadFiles)
    {
        ImmutableArray<(string Name, string Value)> kept =
            [.. fields.Where(field => field.Name != "token" && !IsProof(field.Name)).Take(MaxFields + 1)];
        return kept.Length > MaxFields
            || kept.Sum(field => Encoding.UTF8.GetByteCount(field.Name) + Encoding.UTF8.GetByteCount(field.Value))
                > MaxBytes
            ? null : new KeptForm(path, kept, hadFiles);
    }

    /// <summary>The form that a sign-in has with it; null: none.</summary>
    internal static KeptForm? In(Posted form) => LocalPath.Or(form.Text(PathField), "") is { Length: > 0 } path
        ? Of(path, form.Carried.Where(field => field.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(field => (field.Name[Prefix.Length..], field.Value)), form.Ticked(FilesField))
        : null;

    private static bool IsProof(string name) => name.StartsWith(Proof.Prefix, StringComparison.Ordinal);
}
