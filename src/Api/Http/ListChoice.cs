using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>Lists that are either the caller's own or a desk's work.</summary>
internal static class ListChoice
{
    /// <summary>Which of the two was asked for, and the page; or the refusal.</summary>
    public static Refusal? Read(
        string? mine, string? queue, string? limit, string? cursor, out bool own, out PageRequest page)
    {
        page = default;
        if (Paging.Flag("mine", mine, out own) is { } noMine) return noMine;
        if (Paging.Flag("queue", queue, out var desk) is { } noQueue) return noQueue;
        if (Paging.Read(limit, cursor, out page) is { } bad) return bad;
        return own != desk ? null : AskForEither();
    }

    /// <summary>The refusal of a list that is one's own or a desk's work, and was asked for as neither.</summary>
    public static Refusal AskForEither() => Refusals.Malformed(
        Refusals.Fault("mine", "请使用 ?mine=true 或 ?queue=true。", "Ask for ?mine=true or ?queue=true."));

    /// <summary>The refusal of a list that is only ever the caller's own, and was not asked for as that.</summary>
    public static Refusal AskForMine(bool officersSearch = false) => Refusals.Malformed(Refusals.Fault(
        "mine", "请使用 ?mine=true。",
        officersSearch ? "Ask for ?mine=true; officers use POST /search." : "Ask for ?mine=true."));
}
