using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Links;

/// <summary>The status of a relation, as the driver sees it.</summary>
[JsonConverter(typeof(CamelCaseNames<LinkStatus>))]
public enum LinkStatus
{
    /// <summary>The driver was asked and has not answered.</summary>
    Waiting = 1,

    /// <summary>The driver drives for the party.</summary>
    Active = 2,

    /// <summary>The driver has declined.</summary>
    Declined = 3,

    /// <summary>One side has ended it.</summary>
    Ended = 4,

    /// <summary>The driver did not answer in time.</summary>
    Lapsed = 5,
}

/// <summary>A relation of a person to an operator or a railway enterprise: asked for, in force or ended.</summary>
/// <param name="Id">The person's key and a number.</param>
/// <param name="PartyKey">The operator or the enterprise.</param>
/// <param name="Unit">The unit of the enterprise; null: the enterprise as a whole, or an operator.</param>
/// <param name="Recorded">The stored status; a waiting one may have lapsed meanwhile (<see cref="StatusAt"/>).</param>
/// <param name="AskId">The request that began it; null: it began by an authority, an import or a renewal.</param>
/// <param name="AskedAt">When it was asked for, UTC; null where there was no request.</param>
/// <param name="LapsesAt">From this instant on it cannot be answered, UTC; null where there was no request.</param>
/// <param name="Since">When the person began to drive for the party, UTC; null: not yet.</param>
/// <param name="Study">The study as the enterprise gave it, until the request is answered; null: not given.</param>
public sealed record PersonLink(
    string Id, string PartyKey, string? Unit, LinkStatus Recorded, string? AskId = null,
    DateTimeOffset? AskedAt = null, DateTimeOffset? LapsesAt = null, DateTimeOffset? Since = null,
    StudyRecord? Study = null)
{
    /// <summary>The status at an instant.</summary>
    public LinkStatus StatusAt(DateTimeOffset now) =>
        Recorded == LinkStatus.Waiting && now >= LapsesAt ? LinkStatus.Lapsed : Recorded;

    /// <summary>The party as an entity.</summary>
    [JsonIgnore]
    public EntityId Party => EntityId.TryParse(PartyKey, out var id)
        ? id : throw new InvalidOperationException($"{PartyKey} names no party");
}

/// <summary>Somebody asked the person to drive for them.</summary>
public sealed record LinkRequested(PersonLink Link) : Event;

/// <summary>
/// The person drives for a party from now on: by consent, or by an authority, an import or a renewal.
/// </summary>
public sealed record LinkMade(PersonLink Link) : Event;

/// <summary>The person declined.</summary>
public sealed record LinkDeclined(string LinkId) : Event;

/// <summary>One side ended it.</summary>
/// <param name="LinkId">The link.</param>
/// <param name="ByDriver">True: the person did.</param>
public sealed record LinkEnded(string LinkId, bool ByDriver) : Event;

/// <summary>Sent by the party that asked.</summary>
public sealed record RequestLink(
    string AskId, string PartyKey, string? Unit, DateTimeOffset At, DateTimeOffset LapsesAt,
    StudyRecord? Study = null)
    : Command;

/// <summary>A command of a person about one of the person's own links.</summary>
public abstract record LinkCommand(string LinkId) : Command;

/// <summary>The person consents.</summary>
public sealed record AcceptLink(string LinkId) : LinkCommand(LinkId);

/// <summary>The person declines.</summary>
public sealed record DeclineLink(string LinkId) : LinkCommand(LinkId);

/// <summary>The person ends it.</summary>
public sealed record EndLink(string LinkId) : LinkCommand(LinkId);

/// <summary>
/// Sent by a party, or by the railway career, when the person begins to drive for it in whichever way.
/// </summary>
public sealed record NoteLink(string PartyKey, string? Unit = null) : Command;

/// <summary>Sent when the person no longer drives for the party.</summary>
public sealed record NoteUnlink(string PartyKey) : Command;
