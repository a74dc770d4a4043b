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
/// <param name="Channel">The way in.</param>
/// <param name="Cause">What made it; not there when it was the actor's own wish.</param>
/// <param name="RuleVersion">The rules by which it was decided.</param>
/// <param name="Body">The event; identity numbers wherever they stand, phones and addresses are masked.</param>
/// <param name="Hash">The chain's hash over the stored bytes up to here, SHA-256.</param>
public sealed record HistoryView(
    int Version, DateTimeOffset At, string Type, string Actor, string Channel, string? Cause, string RuleVersion,
    JsonNode? Body, string Hash)
{
    /// <summary>The view of an entry.</summary>
    public static HistoryView Of(HistoryEntry e) => new(
        e.Version, ShanghaiTime.ToLocal(e.At), e.Type, e.Actor, e.Channel, e.Cause, e.RuleVersion,
        PersonalText.Mask(JsonNode.Parse(e.Body.Span)), Convert.ToHexStringLower(e.Hash.Span));
}
