using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.Ports;

/// <summary>The answer of the source.</summary>
/// <param name="Match">True when the name belongs to the number.</param>
/// <param name="Portrait">Whether the portrait shows that person.</param>
public sealed record IdentityAnswer(bool Match, PortraitMatch Portrait);

/// <summary>
/// The police data source that knows which name belongs to which identity number (公安校验). It can be asked every day from
/// 08:00:00 until before 18:00:00; the binding's deadlines say when, and the answer comes back as a command,
/// AnswerIdentityCheck. Deciding never waits for it.
/// </summary>
public interface IIdentitySource
{
    /// <summary>
    /// True when this name belongs to this number. An exception means that the source cannot be reached and will be
    /// asked again.
    /// </summary>
    Task<bool> Knows(string name, IdentityKind kind, string identityNumber, CancellationToken cancellation = default);

    /// <summary>
    /// Whether name and number belong together, and whether the portrait shows that person. A source that cannot
    /// compare portraits says so; then an officer looks.
    /// </summary>
    /// <param name="name">As in the identity document.</param>
    /// <param name="kind">The kind of document.</param>
    /// <param name="identityNumber">The number, normalised.</param>
    /// <param name="portrait">The picture, png or jpeg.</param>
    /// <param name="cancellation">Cancels the call.</param>
    async Task<IdentityAnswer> Compare(
        string name, IdentityKind kind, string identityNumber, ReadOnlyMemory<byte> portrait,
        CancellationToken cancellation = default) =>
        new(await Knows(name, kind, identityNumber, cancellation), PortraitMatch.NotCompared);
}
