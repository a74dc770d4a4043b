using System.Globalization;
using System.Text.Json;

namespace OrleansRegistry.Domain.Tests.Support;

/// <summary>
/// Reads the steps of a case word by word: one step a line, in words that an inspector of the law can read and write.
/// An unknown step, a missing word or one too many fails the case and names the step.
/// </summary>
internal abstract class CaseScript
{
    private string[] _words = [];
    private int _next;

    /// <summary>True while the step has words that were not read.</summary>
    protected bool HasWord => _next < _words.Length;

    /// <summary>The word that is read next; null: none.</summary>
    protected string? NextWord => HasWord ? _words[_next] : null;

    /// <summary>Plays the steps in order.</summary>
    protected void PlayAll(IEnumerable<string> steps)
    {
        foreach (var step in steps)
        {
            var failure = Record.Exception(() => Play(step));
            if (failure is not null) Assert.Fail($"at the step \"{step}\": {failure.Message}");
        }
    }

    private void Play(string step)
    {
        (_words, _next) = (step.Split(' ', StringSplitOptions.RemoveEmptyEntries), 0);
        Step(Word());
        Assert.True(_next == _words.Length,
            $"the step has more words than are understood: {string.Join(' ', _words.Skip(_next))}");
    }

    /// <summary>Plays the step that begins with <paramref name="verb"/>, reading the words that belong to it.</summary>
    protected abstract void Step(string verb);

    protected string Word() => HasWord ? _words[_next++] : throw new FormatException("the step ends too early");

    /// <summary>True, and read, when the next word is this one.</summary>
    protected bool More(string word)
    {
        var given = NextWord == word;
        if (given) _next++;
        return given;
    }

    protected string[] Rest()
    {
        var rest = _words[_next..];
        _next = _words.Length;
        return rest;
    }

    protected int Number() => int.Parse(Word(), CultureInfo.InvariantCulture);

    protected DateOnly Date(string word) =>
        More(word) ? Day(Word()) : throw new FormatException($"the word {word} is missing");

    /// <summary>A value by the name that the contract gives it.</summary>
    protected T Named<T>() where T : struct, Enum
    {
        var word = Word();
        foreach (var value in Enum.GetValues<T>())
            if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == word) return value;
        throw new FormatException($"{word} is no {typeof(T).Name}");
    }

    protected static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
