using System.Text;

namespace OrleansRegistry.Cli.Rows;

/// <summary>
/// Reads the lines of a text; a line that is too long is skipped and not held in memory. A line ends with CR, LF or
/// both: programs write all three, and some files have more than one.
/// </summary>
internal static class BoundedLines
{
    /// <summary>The next line, and whether it was too long; null at the end.</summary>
    public static (string Text, bool TooLong)? Next(TextReader reader, int max)
    {
        var text = new StringBuilder();
        var any = false;
        for (int next; (next = reader.Read()) >= 0;)
        {
            any = true;
            if (next == '\n') break;
            if (next == '\r')
            {
                if (reader.Peek() == '\n') reader.Read();
                break;
            }
            if (text.Length <= max) text.Append((char)next);
        }
        return any ? (text.ToString(), text.Length > max) : null;
    }
}
