using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Infrastructure;

/// <summary>
/// The log messages of the parts besides the entities: events 4000 to 4999 (docs/logs.md). They have no names and no
/// numbers of people.
/// </summary>
internal static partial class InfrastructureLog
{
    [LoggerMessage(4001, LogLevel.Information, "The calendar now has the years {Years}")]
    public static partial void CalendarLoaded(this ILogger log, string years);

    [LoggerMessage(4002, LogLevel.Information, "The rules are now {Version}, the railway's {Rail}")]
    public static partial void RulesReloaded(this ILogger log, string version, string rail);

    [LoggerMessage(4101, LogLevel.Warning, "{Entity}: the police data source did not answer, try {Tries}: {Error}")]
    public static partial void IdentitySourceAway(this ILogger log, EntityId entity, int tries, string error);

    [LoggerMessage(4102, LogLevel.Warning, "A picture of a card could not be read: {Why}")]
    public static partial void CardUnread(this ILogger log, string why);

    [LoggerMessage(4201, LogLevel.Information, "Notice {Id} {Kind} about {Entity}: {Text}")]
    public static partial void Notice(this ILogger log, long id, string kind, string entity, string text);

    [LoggerMessage(4202, LogLevel.Error, "Notice {Id} ({Kind}) was not delivered and is not tried again: {Error}")]
    public static partial void NoticeGivenUp(this ILogger log, long id, string kind, string error);

    [LoggerMessage(4203, LogLevel.Error, "Notices could not be read or marked as sent; next try in a moment")]
    public static partial void NoticesFailed(this ILogger log, Exception fault);

    [LoggerMessage(4301, LogLevel.Information, "Verification code for {Phone}: {Code}")]
    public static partial void VerificationCode(this ILogger log, string phone, string code);

    [LoggerMessage(4302, LogLevel.Warning,
        "A verification code for {Phone} was asked for, but no sender of codes is configured; nothing was sent")]
    public static partial void NoCodeSender(this ILogger log, string phone);

    [LoggerMessage(4303, LogLevel.Error, "The verification code for {Phone} could not be sent")]
    public static partial void CodeNotSent(this ILogger log, Exception fault, string phone);

    [LoggerMessage(4304, LogLevel.Warning, "Too many verification codes are waiting to be used; none was sent")]
    public static partial void TooManyCodes(this ILogger log);

    [LoggerMessage(4305, LogLevel.Warning, "Many wrong passwords were tried; sign-in is slowed down")]
    public static partial void ManyWrongPasswords(this ILogger log);

    [LoggerMessage(4306, LogLevel.Warning,
        "A text of kind {Kind} for {Phone} was not sent and is not tried again: {Error}")]
    public static partial void TextGivenUp(this ILogger log, string phone, string kind, string error);

    [LoggerMessage(4307, LogLevel.Warning, "Text {Id} did not arrive, as the gateway says: {Error}")]
    public static partial void TextNotDelivered(this ILogger log, string id, string error);

    [LoggerMessage(4308, LogLevel.Warning,
        "The phone of account {Account} is removed: somebody with it gave a wrong identity number three times")]
    public static partial void PhoneTakenAway(this ILogger log, string account);

    [LoggerMessage(4520, LogLevel.Information, "A text {Kind} to {Phone} is not sent: Development has no gateway")]
    public static partial void TextToPhone(this ILogger log, string phone, string kind);

    [LoggerMessage(4521, LogLevel.Warning, "A text {Kind} to {Phone} could not be sent")]
    public static partial void TextNotSent(this ILogger log, Exception failure, string phone, string kind);

    [LoggerMessage(4511, LogLevel.Warning,
        "Account {Account} does not get the number that was to replace its lost phone: another account has it")]
    public static partial void RecoveredPhoneTaken(this ILogger log, string account);

    [LoggerMessage(4512, LogLevel.Warning, "The scanner has found {Signature} in the upload {Sha256}: it is refused")]
    public static partial void MalwareFound(this ILogger log, string sha256, string signature);

    [LoggerMessage(4513, LogLevel.Error,
        "The scanner did not say whether an upload is clean, so the upload is refused: {Reason}")]
    public static partial void ScannerAway(this ILogger log, string reason);

    [LoggerMessage(4514, LogLevel.Warning,
        "{Count} documents that histories refer to were not marked as in use; they are marked now and are kept")]
    public static partial void DocumentsNamed(this ILogger log, int count);

    [LoggerMessage(4515, LogLevel.Error,
        "Unused documents are not removed, as the history of {Entity} cannot be read: {Reason}")]
    public static partial void DocumentsKept(this ILogger log, string entity, string reason);

    [LoggerMessage(4545, LogLevel.Warning,
        "{Count} requests were turned away since this was logged last: more is asked than this process can do")]
    public static partial void TurnedAway(this ILogger log, long count);

    [LoggerMessage(4401, LogLevel.Information,
        "The registry was empty: it now has demonstration accounts and made-up certificates")]
    public static partial void Demonstrated(this ILogger log);

    [LoggerMessage(4402, LogLevel.Information, "{Count} made-up certificates were refused: they are there already")]
    public static partial void SamplesRefused(this ILogger log, int count);

    [LoggerMessage(4501, LogLevel.Information, "The audit's root of {Day} covers {Leaves} leaves: {Root}")]
    public static partial void RootMade(this ILogger log, string day, int leaves, string root);

    [LoggerMessage(4502, LogLevel.Error, "The receiver of the audit's copy did not take {Count} lines: {Error}")]
    public static partial void AuditSinkAway(this ILogger log, int count, string error);

    [LoggerMessage(4503, LogLevel.Information,
        "{Count} audit records of {Month} are removed, their time is over; chain heads and daily roots stay")]
    public static partial void AuditCut(this ILogger log, string month, int count);

    [LoggerMessage(4504, LogLevel.Warning, "Alarm from the audit: {Alarm} by {Who}, {Count}")]
    public static partial void AuditAlarm(this ILogger log, string alarm, string who, int count);
}
