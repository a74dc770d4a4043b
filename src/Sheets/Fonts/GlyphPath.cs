namespace OrleansRegistry.Sheets.Fonts;

/// <summary>
/// An outline that was read once, with the parts of a composite in place: a sheet has the same characters many times,
/// and so have sheets.
/// </summary>
internal sealed class GlyphPath : IPen
{
    private readonly List<Step> _steps = [];

    private enum Kind : byte { Move, Line, Curve, Close }

    /// <summary>Units of the em and halves of them: a float has them exactly.</summary>
    private readonly record struct Step(Kind Kind, float X, float Y, float ControlX, float ControlY);

    /// <summary>Draws it once more.</summary>
    public void Draw(IPen pen)
    {
        foreach (var step in _steps)
            switch (step.Kind)
            {
                case Kind.Move: pen.Move(step.X, step.Y); break;
                case Kind.Line: pen.Line(step.X, step.Y); break;
                case Kind.Curve: pen.Curve(step.ControlX, step.ControlY, step.X, step.Y); break;
                default: pen.Close(); break;
            }
    }

    public void Move(double x, double y) => Add(Kind.Move, x, y);

    public void Line(double x, double y) => Add(Kind.Line, x, y);

    public void Curve(double controlX, double controlY, double x, double y) =>
        Add(Kind.Curve, x, y, controlX, controlY);

    public void Close() => Add(Kind.Close, 0, 0);

    private void Add(Kind kind, double x, double y, double controlX = 0, double controlY = 0) =>
        _steps.Add(new Step(kind, (float)x, (float)y, (float)controlX, (float)controlY));
}
