using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Identity;

/// <summary>Which police data source a host asks, by its settings.</summary>
public static class IdentitySources
{
    /// <summary>
    /// The one at <paramref name="url"/>; without one the stand-in in Development, and elsewhere none.
    /// </summary>
    public static IIdentitySource Of(Uri? url, string? token, TimeSpan? timeout, bool development) =>
        url is not null ? new HttpIdentitySource(new IdentitySourceOptions
        {
            Url = url, Token = token, Timeout = timeout ?? IdentitySourceOptions.DefaultTimeout,
        })
        : development ? new StandInIdentitySource()
        : new NoIdentitySource();

    /// <summary>How a failure is logged: what and how often, never who.</summary>
    public static Action<Storage.Deciding.FailedAttempt> LogFailure(ILogger log) => e =>
        log.IdentitySourceAway(e.Id, e.Tries, e.Error);
}

/// <summary>
/// Stands in for the police data source in Development: it knows every name under every number, but not one that ends
/// in 不符 ("does not match"); and for one that ends in 断线 ("disconnected") it is away.
/// </summary>
public sealed class StandInIdentitySource : IIdentitySource
{
    /// <inheritdoc/>
    public Task<bool> Knows(
        string name, IdentityKind kind, string identityNumber, CancellationToken cancellation = default) =>
        name.EndsWith("断线", StringComparison.Ordinal)
            ? throw new IdentitySourceAwayException("the stand-in is away for this name")
            : Task.FromResult(!name.EndsWith("不符", StringComparison.Ordinal));
}

/// <summary>No source is set: every question waits, and says so to operations.</summary>
public sealed class NoIdentitySource : IIdentitySource
{
    /// <inheritdoc/>
    public Task<bool> Knows(
        string name, IdentityKind kind, string identityNumber, CancellationToken cancellation = default) =>
        throw new IdentitySourceAwayException("no source is set (Registry__IdentitySource__Url)");
}

/// <summary>The source gave no answer. The message has no name and no number in it.</summary>
public sealed class IdentitySourceAwayException(string message) : Exception(message);
