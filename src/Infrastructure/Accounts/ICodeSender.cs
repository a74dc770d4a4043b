using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>The way by which a verification code, and the last word of a closed account, reach a phone.</summary>
public interface ICodeSender
{
    /// <summary>
    /// Sends <paramref name="code"/>. May throw: the code is then worth nothing, and the holder asks again.
    /// </summary>
    Task Send(string phone, string code, CodePurpose purpose, CancellationToken cancellation = default);

    /// <summary>
    /// Says something to a phone that no account has any more, so that no notice would reach it. May throw: nothing is
    /// said then.
    /// </summary>
    /// <param name="phone">To where.</param>
    /// <param name="kind">What it is, for gateways that have templates.</param>
    /// <param name="text">What it says.</param>
    /// <param name="cancellation">Ends it.</param>
    Task Say(string phone, string kind, string text, CancellationToken cancellation = default);
}

/// <summary>
/// Writes the code into the log. For Development alone: whoever reads the log could sign in as anybody.
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

/// <summary>Stands where no sender is configured: the code goes nowhere, and a warning says so.</summary>
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
