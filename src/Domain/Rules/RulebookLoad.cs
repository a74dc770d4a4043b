using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Rules;

/// <summary>What came of reading a rulebook file: a rulebook, or everything that is wrong with the file.</summary>
public abstract record RulebookLoad
{
    private RulebookLoad() { }

    /// <summary>The file is in order.</summary>
    public sealed record Loaded(Rulebook Rulebook) : RulebookLoad;

    /// <summary>The file is not in order; nothing of it was taken over.</summary>
    /// <param name="Faults">At least one fault, in plain words, each naming the parameter.</param>
    public sealed record Rejected(ImmutableArray<string> Faults) : RulebookLoad;
}
