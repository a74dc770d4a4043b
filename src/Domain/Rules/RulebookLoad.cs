using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Rules;

/// <summary>The result of reading a rule file: its content, or everything that is wrong with it.</summary>
/// <typeparam name="T">The content of such a file: a rulebook, a calendar.</typeparam>
public abstract record RulebookLoad<T>
    where T : class
{
    private RulebookLoad() { }

    /// <summary>The file is valid.</summary>
    /// <param name="Rulebook">The content of the file.</param>
    public sealed record Loaded(T Rulebook) : RulebookLoad<T>;

    /// <summary>The file is not valid; nothing of it is used.</summary>
    /// <param name="Faults">At least one fault, in plain words, each naming its place in the file.</param>
    public sealed record Rejected(ImmutableArray<string> Faults) : RulebookLoad<T>;

    /// <summary>The content of the file; for a file that is built into the program, whose faults are a bug.</summary>
    /// <exception cref="InvalidOperationException">The file was rejected.</exception>
    internal T OrThrow() => this switch
    {
        Loaded loaded => loaded.Rulebook,
        Rejected rejected => throw new InvalidOperationException(string.Join(" ", rejected.Faults)),
        _ => throw new InvalidOperationException("A file is loaded or rejected."),
    };
}
