using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Rules;

/// <summary>What came of reading a rule file: what it says, or everything that is wrong with it.</summary>
/// <typeparam name="T">What such a file says: a rulebook, a calendar.</typeparam>
public abstract record RulebookLoad<T>
    where T : class
{
    private RulebookLoad() { }

    /// <summary>The file is in order.</summary>
    /// <param name="Rulebook">What it says, and nothing else.</param>
    public sealed record Loaded(T Rulebook) : RulebookLoad<T>;

    /// <summary>The file is not in order; nothing of it was taken over.</summary>
    /// <param name="Faults">At least one fault, in plain words, each naming its place in the file.</param>
    public sealed record Rejected(ImmutableArray<string> Faults) : RulebookLoad<T>;

    /// <summary>What the file says; for a file that comes with the program, whose faults are a bug.</summary>
    /// <exception cref="InvalidOperationException">The file was rejected.</exception>
    internal T OrThrow() => this switch
    {
        Loaded loaded => loaded.Rulebook,
        Rejected rejected => throw new InvalidOperationException(string.Join(" ", rejected.Faults)),
        _ => throw new InvalidOperationException("A file is loaded or rejected."),
    };
}
