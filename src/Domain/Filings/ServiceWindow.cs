namespace OrleansRegistry.Domain.Filings;

/// <summary>From when to when a service may be applied for about one document.</summary>
/// <param name="From">First day, inclusive; null: there is no first day.</param>
/// <param name="Until">
/// Last day, inclusive; null: there is none. Where late applications are accepted and marked, the last day that is not
/// late.
/// </param>
public readonly record struct ServiceWindow(DateOnly? From, DateOnly? Until);
