using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Public;

/// <summary>A page of one sentence.</summary>
/// <param name="Heading">What is the matter.</param>
/// <param name="Text">Why, and what to do.</param>
public sealed record MessageModel(LocalText Heading, LocalText Text)
{
    /// <summary>The refusal behind it; null: there is none.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>True: it answers a form, which the browser still has.</summary>
    public bool IsForm { get; init; }
}
