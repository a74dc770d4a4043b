using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// The police data source that knows which name belongs to which identity number (公安校验). It is asked every day from
/// 08:00:00 to before 18:00:00; the machine says when, and the answer comes back as a command, AnswerIdentityCheck. Deciding
/// never waits for it.
/// </summary>
public interface IIdentitySource
{
    /// <summary>True when this name belongs to this number. An exception: the source is away; ask again later.</summary>
    Task<bool> Knows(string name, IdentityKind kind, string identityNumber, CancellationToken cancellation = default);
}
