using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Identity;

/// <summary>The police data source that a host asks, by its settings.</summary>
public static class IdentitySources
{
    /// <summary>
    /// The source at <paramref name="url"/>; if null, the stand-in in Development, and none elsewhere.
    /// </summary>
    public static IIdentitySource Of(Uri? url, string? token, TimeSpan? timeout, bool development) =>
        url is not null ? new HttpIdentitySource(new IdentitySourceOptions
        {
            Url = url, Token = token, Timeout = timeout ?? IdentitySourceOptions.DefaultTimeout,
        })
        : development ? new StandInIdentitySource()
        : new NoIdentitySource();

    /// <summary>How a failure is logged: what failed and how often, never about whom.</summary>
    public static Action<Storage.Deciding.FailedAttempt> LogFailure(ILogger log) => e =>
        log.IdentitySourceAway(e.Id, e.Tries, e.Error);
}

/// <summary>
/// The stand-in for the police data source in Development: it knows every name with every number, except a name that
/// ends in 不符 ("does not match"); for a name that ends in 断线 ("disconnected") it cannot be reached.
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

/// <summary>No source is set: every question waits, and administrators are shown why.</summary>
public sealed class NoIdentitySource : IIdentitySource
{
    /// <inheritdoc/>
    public Task<bool> Knows(
        string name, IdentityKind kind, string identityNumber, CancellationToken cancellation = default) =>
        throw new IdentitySourceAwayException("no source is set (Registry__IdentitySource__Url)");
}

/// <summary>The source gave no answer. The message has no name and no number in it.</summary>
public sealed class IdentitySourceAwayException(string message) : Exception(message);
