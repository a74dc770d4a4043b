using System.Collections.Immutable;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>The question who uses the session, between a form and what it does.</summary>
/// <param name="Path">Where the form goes on to.</param>
/// <param name="Form">The question.</param>
/// <param name="Carried">What was typed into the form.</param>
public sealed record ProveAgainModel(
    string Path, FormState Form, ImmutableArray<(string Name, string Value)> Carried);
