using System.Text;

namespace OrleansRegistry.Cli.Rows;

/// <summary>Lines of a text, of which a too long one is skipped and not held.</summary>
internal static class BoundedLines
{
    /// <summary>The next line and whether it was cut; null at the end.</summary>
    public static (string Text, bool TooLong)? Next(TextReader reader, int max)
    {
        var text = new StringBuilder();
        var any = false;
        for (int next; (next = reader.Read()) >= 0;)
        {
            any = true;
            if (next == '\n') break;
            if (text.Length <= max) text.Append((char)next);
        }
        return any ? (text.ToString(), text.Length > max) : null;
    }
}
