namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>
/// Checks every object that can be reached from the trailer for actions, which a viewer would carry out: scripts,
/// programs, forms that send or fetch, media, embedded files, other documents (decisions of this registry on uploads,
/// docs/adr/0096).
/// </summary>
internal sealed class PdfActivity(PdfObjects objects, PdfBudget budget)
{
    private static readonly HashSet<string> _actions = new(StringComparer.Ordinal)
    {
        "JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition", "RichMediaExecute",
    };

    private readonly HashSet<int> _seen = [];
    private readonly Stack<PdfObject> _open = [];

    /// <summary>True when the file has an action.</summary>
    public bool IsIn(PdfObject.Dictionary trailer)
    {
        if (objects.Resolve(trailer["Root"]) is PdfObject.Dictionary root && ActsAtOpening(root)) return true;
        _open.Push(trailer);
        while (_open.TryPop(out var next))
        {
            budget.Take(1);
            switch (next)
            {
                case PdfObject.Reference reference:
                    if (_seen.Add(reference.Target) && objects.Resolve(reference) is { } target) _open.Push(target);
                    break;
                case PdfObject.Sequence sequence:
                    foreach (var item in sequence.Items) Look(item);
                    break;
                case PdfObject.Dictionary dictionary:
                    if (Acts(dictionary)) return true;
                    foreach (var value in dictionary.Entries.Values) Look(value);
                    break;
            }
        }
        return false;
    }

    private void Look(PdfObject value)
    {
        if (value is PdfObject.Reference or PdfObject.Sequence or PdfObject.Dictionary) _open.Push(value);
    }

    private bool Acts(PdfObject.Dictionary one) =>
        (NameAt(one, "S") is { } action && _actions.Contains(action))
        || NameAt(one, "Subtype") is "RichMedia"
        || NameAt(one, "Type") is "EmbeddedFile"
        || Has(one, "JS") || Has(one, "XFA") || Has(one, "EF") || Has(one, "EmbeddedFiles")
        || Has(one, "RichMediaContent") || Has(one, "OnInstantiate");

    /// <summary>Turning to a page when the file is opened is allowed; anything else is an action.</summary>
    private bool ActsAtOpening(PdfObject.Dictionary root) => objects.Resolve(root["OpenAction"]) switch
    {
        PdfObject.Dictionary action => NameAt(action, "S") is not "GoTo" || Has(action, "Next"),
        _ => false,
    };

    private bool Has(PdfObject.Dictionary one, string key) => objects.Resolve(one[key]) is not null;

    private string? NameAt(PdfObject.Dictionary one, string key) => (objects.Resolve(one[key]) as PdfObject.Name)?.Text;
}
