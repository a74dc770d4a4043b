using System.Collections.Immutable;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>The question for a proof of identity, between a form and its act.</summary>
/// <param name="Path">The address to which the form continues.</param>
/// <param name="Form">The question.</param>
/// <param name="Carried">What was typed into the form.</param>
public sealed record ProveAgainModel(
    string Path, FormState Form, ImmutableArray<(string Name, string Value)> Carried)
{
    /// <summary>The form, for who has to sign in again for the proof; null: it is too large to be kept.</summary>
    public KeptForm? Kept { get; init; }
}
