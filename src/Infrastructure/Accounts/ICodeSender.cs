using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>Sends verification codes, and the last message of a closed account, to phones.</summary>
public interface ICodeSender
{
    /// <summary>
    /// Sends <paramref name="code"/>. It may throw: then the code is not valid, and the holder asks for another.
    /// </summary>
    Task Send(string phone, string code, CodePurpose purpose, CancellationToken cancellation = default);

    /// <summary>
    /// Sends a message to a phone that belongs to no account any more, so that no notice would reach it. It may throw:
    /// then nothing is sent.
    /// </summary>
    /// <param name="phone">The phone, in full.</param>
    /// <param name="kind">The kind of message, for gateways that have templates.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task Say(string phone, string kind, string text, CancellationToken cancellation = default);
}

/// <summary>
/// Writes the code into the log. For Development alone, because everybody who reads the log can sign in with it.
/// </summary>
public sealed class LogCodeSender(ILogger<LogCodeSender> log) : ICodeSender
{
    /// <inheritdoc/>
    public Task Send(string phone, string code, CodePurpose purpose, CancellationToken cancellation = default)
    {
        log.VerificationCode(IdentityNumber.MaskPhone(phone), code);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Say(string phone, string kind, string text, CancellationToken cancellation = default)
    {
        log.TextToPhone(IdentityNumber.MaskPhone(phone), kind);
        return Task.CompletedTask;
    }
}

/// <summary>Used where no sender is configured: the code is not sent, and a warning says so.</summary>
public sealed class NoCodeSender(ILogger<NoCodeSender> log) : ICodeSender
{
    /// <inheritdoc/>
    public Task Send(string phone, string code, CodePurpose purpose, CancellationToken cancellation = default)
    {
        log.NoCodeSender(IdentityNumber.MaskPhone(phone));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Say(string phone, string kind, string text, CancellationToken cancellation = default)
    {
        log.NoCodeSender(IdentityNumber.MaskPhone(phone));
        return Task.CompletedTask;
    }
}
