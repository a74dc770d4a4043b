using System.Runtime.CompilerServices;
using System.Text;

namespace OrleansRegistry.Browser.Tests.Tours;

/// <summary>
/// A tour of docs/tours in the browser: each step is a sentence of the document, done by visible words, and a picture.
/// The document is compared with what was done; with REGISTRY_TOURS=write it and its pictures are written anew.
/// </summary>
internal sealed class Tour(string name, string title, string lead)
{
    private static readonly bool _writes = Environment.GetEnvironmentVariable("REGISTRY_TOURS") == "write";
    private readonly StringBuilder _text = new($"# {title}\n\n{lead}\n");
    private int _step;

    /// <summary>One step, with a picture of what is seen after it.</summary>
    /// <param name="sentence">What is done and what is seen; a sentence of the document.</param>
    /// <param name="who">In front of whose screen.</param>
    /// <param name="done">Does it, and looks whether it came true.</param>
    public async Task Step(string sentence, Visitor who, Func<Task> done)
    {
        _step++;
        await done();
        Assert.Empty(who.Complaints);
        var picture = FormattableString.Invariant($"pictures/{name}-{_step:D2}.jpg");
        _text.Append(null, $"\n**{_step}.** {sentence}\n\n![Step {_step}]({picture})\n");
        if (_writes)
        {
            await who.Page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(Folder(), picture), Type = ScreenshotType.Jpeg, Quality = 60,
            });
        }
        else
        {
            Assert.True(File.Exists(Path.Combine(Folder(), picture)), $"no picture {picture}: REGISTRY_TOURS=write");
        }
    }

    /// <summary>The document says what was done, in this order, and nothing else.</summary>
    public async Task End()
    {
        var document = Path.Combine(Folder(), name + "-in-the-browser.md");
        if (_writes) await File.WriteAllTextAsync(document, _text.ToString());
        Assert.Equal(_text.ToString(), await File.ReadAllTextAsync(document));
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/tours"));
}
