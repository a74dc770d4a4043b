namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>Reads the tree of pages (ISO 32000-1, 7.7.3) and checks how each page is shown.</summary>
internal sealed class PdfPages(PdfObjects objects, PdfBudget budget)
{
    private const int MaxDepth = 64;

    private readonly HashSet<int> _seen = [];

    /// <summary>Pages found.</summary>
    public int Count { get; private set; }

    /// <summary>True when every page is shown in portrait, and not upside down (竖版正向).</summary>
    public bool AllPortrait { get; private set; } = true;

    /// <summary>Reads from the root of the tree.</summary>
    public void Walk(PdfObject? root)
    {
        var open = new Stack<(PdfObject? Node, Shown Inherited, int Depth)>();
        open.Push((root, default, 0));
        while (open.TryPop(out var next))
        {
            budget.Take(1);
            // A node that is reached twice is part of a circle, or of a tree without an end.
            if (next.Depth > MaxDepth || next.Node is not PdfObject.Reference reference || !_seen.Add(reference.Target)
                || objects.Resolve(reference) is not PdfObject.Dictionary node)
                throw PdfFault.Damaged();
            var shown = next.Inherited.With(node, objects);
            if (node["Kids"] is not { } kids) Take(shown);
            else if (objects.Resolve(kids) is not PdfObject.Sequence children) throw PdfFault.Damaged();
            else foreach (var child in children.Items) open.Push((child, shown, next.Depth + 1));
        }
    }

    private void Take(Shown page)
    {
        Count++;
        AllPortrait &= page.IsPortrait;
    }

    /// <summary>What pages inherit from the nodes above them.</summary>
    private readonly record struct Shown(Box? Media, Box? Crop, int Turn)
    {
        public Shown With(PdfObject.Dictionary node, PdfObjects objects) => new(
            Box.Of(node["MediaBox"], objects) ?? Media, Box.Of(node["CropBox"], objects) ?? Crop,
            objects.Resolve(node["Rotate"]) is PdfObject.Number { Value: var turn } ? Quarters(turn) : Turn);

        /// <summary>
        /// As viewers show it: the crop box inside the media box, rotated. A page turned by half is upside down.
        /// </summary>
        public bool IsPortrait => (Crop is { } crop ? Media?.Within(crop) : Media) is { } box
            && (Turn % 2 == 0 ? box.Height > box.Width && box.Width > 0 : box.Width > box.Height && box.Height > 0)
            && Turn != 2;

        /// <summary>
        /// Quarter turns to the right, 0 to 3; an angle that is no multiple of a quarter turns nothing.
        /// </summary>
        private static int Quarters(double degrees) =>
            degrees % 90 == 0 && Math.Abs(degrees) < int.MaxValue ? ((int)degrees / 90 % 4 + 4) % 4 : 0;
    }

    private readonly record struct Box(double Left, double Low, double Right, double High)
    {
        public double Width => Right - Left;

        public double Height => High - Low;

        public Box Within(Box other) => new(
            Math.Max(Left, other.Left), Math.Max(Low, other.Low),
            Math.Min(Right, other.Right), Math.Min(High, other.High));

        public static Box? Of(PdfObject? value, PdfObjects objects)
        {
            if (objects.Resolve(value) is not PdfObject.Sequence { Items.Count: 4 } sequence) return null;
            Span<double> edges = stackalloc double[4];
            for (var i = 0; i < 4; i++)
            {
                if (objects.Resolve(sequence.Items[i]) is not PdfObject.Number { Value: var edge }) return null;
                edges[i] = edge;
            }
            return new Box(Math.Min(edges[0], edges[2]), Math.Min(edges[1], edges[3]),
                Math.Max(edges[0], edges[2]), Math.Max(edges[1], edges[3]));
        }
    }
}
