using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo;

/// <summary>The log messages of the program itself: events 1000 to 1999 (docs/logs.md).</summary>
internal static partial class SiloLog
{
    [LoggerMessage(1001, LogLevel.Critical, "This silo stops: {Trouble}")]
    public static partial void Stops(this ILogger log, string? trouble);

    [LoggerMessage(1002, LogLevel.Error,
        "The membership table no longer lists this silo as alive; it stops answering reads from its memory")]
    public static partial void NotListed(this ILogger log);

    [LoggerMessage(1003, LogLevel.Warning, "The demonstration data are not complete yet, attempt {Attempt}: {Reason}")]
    public static partial void DemonstrationIncomplete(this ILogger log, int attempt, string reason);

    [LoggerMessage(1004, LogLevel.Warning,
        "No sender of verification codes is set (Registry__Sms__Url): nobody can sign in by phone")]
    public static partial void NoCodeSender(this ILogger log);

    [LoggerMessage(1005, LogLevel.Warning,
        "Texts to phones go into the file {File}: whoever reads it can sign in as anybody")]
    public static partial void TextsGoToFile(this ILogger log, string file);

    [LoggerMessage(1006, LogLevel.Warning,
        "Listening on this machine alone without Registry__TrustedProxies: behind a local proxy all clients share one "
            + "budget")]
    public static partial void OneBudgetForAll(this ILogger log);

    [LoggerMessage(1007, LogLevel.Warning,
        "Registry__KeySecret is set, but the stored data are not sealed under it ({State}): run registry seal")]
    public static partial void NotSealed(this ILogger log, SealingState state);

    [LoggerMessage(1008, LogLevel.Information, "{Path} could be read by others on this machine; now only by this user")]
    public static partial void Narrowed(this ILogger log, string path);

    [LoggerMessage(1101, LogLevel.Error,
        "The silo's new certificate cannot be used, the previous one stays in use: {Reason}")]
    public static partial void CertificateNotUsed(this ILogger log, string reason);

    [LoggerMessage(1102, LogLevel.Information,
        "New connections between silos use the certificate that is valid to {NotAfter:u}")]
    public static partial void CertificateChanged(this ILogger log, DateTime notAfter);

    [LoggerMessage(1103, LogLevel.Warning,
        "The silo's certificate runs out at {NotAfter:u}: put a new one in its place")]
    public static partial void CertificateRunsOut(this ILogger log, DateTime notAfter);

    [LoggerMessage(1104, LogLevel.Warning, "A connection with {Subject} is refused: {Reason}")]
    public static partial void ConnectionRefused(this ILogger log, string? subject, string reason);

    [LoggerMessage(1105, LogLevel.Warning, "{Member} and this silo cannot work together, attempt {Attempt}: {Reason}")]
    public static partial void MemberDoesNotFit(this ILogger log, SiloAddress member, int attempt, string? reason);
}
