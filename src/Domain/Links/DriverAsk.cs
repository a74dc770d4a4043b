using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Links;

/// <summary>The status of a request to a driver.</summary>
[JsonConverter(typeof(CamelCaseNames<DriverAskStatus>))]
public enum DriverAskStatus
{
    /// <summary>The driver has not answered; also where nobody on the register has this name and number.</summary>
    Waiting = 1,

    /// <summary>The driver has declined.</summary>
    Declined = 2,

    /// <summary>Nobody answered in time.</summary>
    Lapsed = 3,
}

/// <summary>
/// A request of an operator or a railway enterprise that somebody drive for it (rules.md H.25). It looks the same
/// whether or not the register knows the name and the number. It has no effect until the driver consents.
/// </summary>
/// <param name="Id">The party's key and a number.</param>
/// <param name="Name">The name as the party gave it.</param>
/// <param name="IdentityNumber">The number as the party gave it, normalised.</param>
/// <param name="Unit">The unit of an enterprise; null: the enterprise as a whole, or an operator.</param>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="LapsesAt">When it lapses, UTC.</param>
/// <param name="Study">The driver's study as the enterprise gives it; null: not given.</param>
/// <param name="Declined">True once the driver has declined.</param>
public sealed record DriverAsk(
    string Id, string Name, string IdentityNumber, string? Unit, DateTimeOffset At, DateTimeOffset LapsesAt,
    StudyRecord? Study = null, bool Declined = false)
{
    /// <summary>The status at an instant.</summary>
    public DriverAskStatus StatusAt(DateTimeOffset now) =>
        Declined ? DriverAskStatus.Declined : now >= LapsesAt ? DriverAskStatus.Lapsed : DriverAskStatus.Waiting;
}

/// <summary>Somebody was asked to drive for the party.</summary>
public sealed record DriverAsked(DriverAsk Ask) : Event;

/// <summary>The driver answered. An accepted request is over, as the driver is now linked.</summary>
public sealed record DriverAskAnswered(string AskId, bool Accepted) : Event;

/// <summary>An operator or a railway enterprise asks somebody to drive for it (H.25).</summary>
/// <param name="Name">As in the identity document.</param>
/// <param name="IdentityNumber">Checked here.</param>
/// <param name="Unit">The unit of an enterprise; null: the enterprise as a whole, or an operator.</param>
/// <param name="Study">The driver's study as the enterprise gives it; it waits until the driver consents.</param>
public sealed record AskDriver(string Name, string IdentityNumber, string? Unit = null, StudyRecord? Study = null)
    : Command;

/// <summary>Sent by the person who was asked.</summary>
public sealed record AnswerDriverAsk(string AskId, bool Accepted) : Command;
