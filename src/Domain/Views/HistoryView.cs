using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Views;

/// <summary>One event of a history.</summary>
/// <param name="Version">Its place, from 1.</param>
/// <param name="At">When it was processed.</param>
/// <param name="Type">What happened, a frozen name.</param>
/// <param name="Actor">The account that acted, or "registry".</param>
/// <param name="Channel">The channel by which the command came.</param>
/// <param name="Cause">What caused it; left out when the actor sent the command.</param>
/// <param name="RuleVersion">The rules by which it was decided.</param>
/// <param name="Body">The event; identity numbers anywhere in it, phones and addresses are masked.</param>
/// <param name="Hash">The hash of the chain over the stored bytes up to this event, SHA-256.</param>
public sealed record HistoryView(
    int Version, DateTimeOffset At, string Type, string Actor, string Channel, string? Cause, string RuleVersion,
    JsonNode? Body, string Hash)
{
    /// <summary>The view of an entry.</summary>
    public static HistoryView Of(HistoryEntry e) => new(
        e.Version, ShanghaiTime.ToLocal(e.At), e.Type, e.Actor, e.Channel, e.Cause, e.RuleVersion,
        PersonalText.Mask(JsonNode.Parse(e.Body.Span)), Convert.ToHexStringLower(e.Hash.Span));
}
