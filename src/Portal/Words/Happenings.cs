using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Portal.Words;

/// <summary>The entries of a history in words.</summary>
internal static class Happenings
{
    /// <summary>The words of an entry, also where one name stands for two things that people tell apart.</summary>
    public static LocalText Of(HistoryView entry) =>
        entry.Body?["lapsedAt"] is not null
            ? new("领取期限届满，自动退回待办", "Back in the queue by itself: the term of its officer was over")
        : entry.Body?["answer"]?["agrees"] is { } agrees
            ? (bool)agrees ? new("同事同意", "A colleague agrees") : new("同事不同意", "A colleague does not agree")
        : Dates.Read((string?)entry.Body?["term"]?["lastDay"]?["date"]) is { } day
            ? new($"{EventNames.Of(entry.Type).Zh}（至 {Dates.Day(day, english: false)}）",
                $"{EventNames.Of(entry.Type).En} (through {Dates.Day(day, english: true)})")
        : EventNames.Of(entry.Type);
}
