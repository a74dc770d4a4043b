using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Views;

/// <summary>
/// Somebody looked at what is the caller's own, by the audit. Whoever it was is named by office, not by account: an
/// officer's account is nobody's business but the auditor's.
/// </summary>
/// <param name="At">When.</param>
/// <param name="About">What was shown: the id of the person, certificate, application, document or account.</param>
/// <param name="What">The operation, such as getCertificate or lookup.</param>
/// <param name="Roles">What the reader may be, now; none: the account is no more.</param>
/// <param name="Authority">The reader's reach; not there: it has none.</param>
/// <param name="Purpose">Why, where the reader had to say so.</param>
public sealed record ReaderView(
    DateTimeOffset At, string About, string What, Roles Roles, string? Authority, string? Purpose);
