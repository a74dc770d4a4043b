using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Views;

/// <summary>
/// A read of the caller's data by somebody, from the audit. It shows the reader's role and authority, not the account,
/// which only an auditor may know.
/// </summary>
/// <param name="At">When it was read.</param>
/// <param name="About">What was shown: the id of a person, certificate, application, document or account.</param>
/// <param name="What">The operation, such as getCertificate or lookup.</param>
/// <param name="Roles">The present roles of the reader; none: the account no longer exists.</param>
/// <param name="Authority">The reader's reach; left out: it has none.</param>
/// <param name="Purpose">The purpose, where the reader had to give one.</param>
public sealed record ReaderView(
    DateTimeOffset At, string About, string What, Roles Roles, string? Authority, string? Purpose);
