using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Agreements;

/// <summary>One version of what people agree to (用户协议, 隐私政策).</summary>
/// <param name="Id">Which agreement.</param>
/// <param name="Version">Which version of it; never used for another text.</param>
/// <param name="From">The first day on which it counts, inclusive.</param>
/// <param name="Title">Its title.</param>
/// <param name="Zh">Its paragraphs in Chinese.</param>
/// <param name="En">Its paragraphs in English.</param>
public sealed record Agreement(
    string Id, string Version, DateOnly From, LocalText Title, ImmutableArray<string> Zh, ImmutableArray<string> En);

/// <summary>A version that somebody agrees to.</summary>
public sealed record AgreedVersion(string Id, string Version);

/// <summary>A version that somebody agreed to.</summary>
/// <param name="Id">Which agreement.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="At">When, UTC.</param>
public sealed record GivenAgreement(string Id, string Version, DateTimeOffset At);

/// <summary>Several of them, as silos send them to each other.</summary>
public sealed record AgreedVersions(ImmutableArray<AgreedVersion> Items)
{
    /// <summary>Nothing agreed to.</summary>
    public static AgreedVersions None { get; } = new([]);
}
